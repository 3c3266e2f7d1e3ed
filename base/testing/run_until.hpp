// A test's own loop, run until something has come of it.
#pragma once

#include <cstdint>

#include "base/clock.hpp"
#include "base/event_loop.hpp"

namespace doorstep {

// Runs the loop until that holds; false when it did not within the time.
template <class F>
bool run_until(EventLoop& loop, F done, std::int64_t within_ms) {
    constexpr std::int64_t step_ms = 20;  // for what changes without an event of the loop
    const auto end = monotonic_milliseconds() + within_ms;
    while (!done()) {
        if (monotonic_milliseconds() > end) {
            return false;
        }
        loop.run_once(step_ms);
    }
    return true;
}

}  // namespace doorstep
