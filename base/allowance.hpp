// So many at once, and then one more in each so much time: what a person needs and a program that tries things out does
// not get far with. In RAM. Thread-bound.
#pragma once

#include <algorithm>
#include <cstdint>

namespace doorstep {

class Allowance {
  public:
    // `now_ms` here and below is of a clock that nobody sets.
    Allowance(std::int64_t most_at_once, std::int64_t one_more_ms, std::int64_t now_ms)
        : most_(most_at_once), one_more_ms_(one_more_ms), left_(most_at_once), counted_ms_(now_ms) {}
    // True when one was left; it is taken.
    bool take(std::int64_t now_ms) {
        const auto more = (now_ms - counted_ms_) / one_more_ms_;
        left_ = std::min(most_, left_ + more);
        counted_ms_ += more * one_more_ms_;
        if (left_ == 0) {
            return false;
        }
        --left_;
        return true;
    }

  private:
    std::int64_t most_;
    std::int64_t one_more_ms_;
    std::int64_t left_;
    std::int64_t counted_ms_;
};

}  // namespace doorstep
