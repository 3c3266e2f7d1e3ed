// Points in time. The clock may be wrong (DESIGN rule 9): only the township's receipt time decides deadlines.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace doorstep {

// UTC milliseconds since 1970; what messages and databases hold.
struct Instant {
    std::int64_t milliseconds = 0;
    auto operator<=>(const Instant&) const = default;
    // "2026-11-23T14:02:05.123Z"
    std::string utc_text() const;
    // "2026-11-23 22:02" in legal time (UTC+8 whatever zone the machine has), for people.
    std::string legal_text() const;
};

// Where time comes from; tests pass their own. Thread-safe.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

// The machine's clock.
const Clock& system_clock();

// Milliseconds that only go forward, for deadlines within one process.
std::int64_t monotonic_milliseconds();

}  // namespace doorstep
