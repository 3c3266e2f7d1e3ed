// Numbers that open something alone (a complaint's) are not to be tried out: so many wrong ones in a time, then none is
// looked at until the oldest is forgotten. In RAM: a restart of the agent forgets, and takes longer than it gives.
// Thread-bound.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

namespace doorstep::agent {

class GuessLimit {
  public:
    // Of ten thousand million numbers with their check digits: who tries for a year has tried half a million.
    static constexpr std::size_t most_wrong = 10;
    static constexpr std::int64_t within_ms = 600'000;

    // `now_ms` is monotonic.
    bool allowed(std::int64_t now_ms) {
        while (!wrong_.empty() && now_ms - wrong_.front() >= within_ms) {
            wrong_.pop_front();
        }
        return wrong_.size() < most_wrong;
    }
    void was_wrong(std::int64_t now_ms) { wrong_.push_back(now_ms); }

  private:
    std::deque<std::int64_t> wrong_;
};

}  // namespace doorstep::agent
