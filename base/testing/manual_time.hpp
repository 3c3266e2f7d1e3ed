// A loop whose time passes only when the test lets it: waits cost nothing, and a loaded machine is never late.
#pragma once

#include <cstdint>

#include "base/event_loop.hpp"

namespace doorstep {

class ManualTime {
  public:
    EventLoop& loop() { return loop_; }
    std::int64_t now() const { return now_; }
    // Each round of the loop takes a millisecond; false when it does not hold after so many.
    template <class F>
    bool until(F done, std::int64_t within_ms) {
        for (const auto end = now_ + within_ms; !done(); ++now_) {
            if (now_ >= end) {
                return false;
            }
            loop_.run_once(0);
        }
        return true;
    }
    void pass(std::int64_t milliseconds) {
        until([] { return false; }, milliseconds);
    }

  private:
    std::int64_t now_ = 1'000'000;
    EventLoop loop_{[this] { return now_; }};
};

}  // namespace doorstep
