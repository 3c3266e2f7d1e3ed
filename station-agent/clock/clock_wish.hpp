// The clock is off, and the township has just said what time it is: root is asked to set it (this process may not),
// while nobody is in front of the kiosk, so that no visit sees time jump. Root does it where no server of time is
// followed, and looks at the rest itself (provisioning/image/root/usr/lib/doorstep/clock). Thread-bound.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

#include "base/clock.hpp"

namespace doorstep::agent {

class ClockWish {
  public:
    // `clock` is borrowed; `asks` is the folder that root's path units watch (provisioning/tmpfiles).
    ClockWish(const Clock& clock, std::filesystem::path asks) : clock_(clock), asks_(std::move(asks)) {}
    // The township's time by a token whose signature was checked, in UTC milliseconds, the moment that it came. A later
    // one takes the place of one that nobody was asked with yet.
    void heard(std::int64_t township_ms);
    // To be called twice a second or so; `busy`: somebody is in front of the kiosk. Asks once for each time that was
    // heard, as "TOWNSHIP-MS UPTIME-MS", the second by the clock that runs from the machine's start. What cannot be
    // written is left: the next hello brings another.
    void tick(bool busy);

    // An answer over a slow line is older than it says; less than that is not worth a jump.
    static constexpr std::int64_t small_ms = 30'000;

  private:
    struct Heard {
        std::int64_t township_ms = 0;
        std::int64_t uptime_ms = 0;
    };
    const Clock& clock_;
    const std::filesystem::path asks_;
    std::optional<Heard> heard_;
};

}  // namespace doorstep::agent
