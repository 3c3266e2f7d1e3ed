#include "station-agent/clock/clock_wish.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <ctime>
#include <utility>

#include "base/files.hpp"
#include "base/log.hpp"

namespace doorstep::agent {
namespace {

// As /proc/uptime counts, which root's script reads: also while the machine slept.
std::int64_t uptime_milliseconds() {
    constexpr std::int64_t per_second = 1000;
    constexpr std::int64_t nanoseconds = 1'000'000;
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return now.tv_sec * per_second + now.tv_nsec / nanoseconds;
}

}  // namespace

void ClockWish::heard(std::int64_t township_ms) {
    heard_ = Heard{township_ms, uptime_milliseconds()};
}

void ClockWish::tick(bool busy) {
    if (!heard_ || busy) {
        return;
    }
    const auto heard = *std::exchange(heard_, std::nullopt);
    const auto township_now = heard.township_ms + uptime_milliseconds() - heard.uptime_ms;
    if (std::abs(township_now - clock_.now().milliseconds) <= small_ms) {
        return;
    }
    const auto words = fmt::format("{} {}\n", heard.township_ms, heard.uptime_ms);
    if (const auto asked = write_file_atomically(asks_ / "clock", as_bytes(words), 0600); !asked) {
        log::warning("clock: off by more than {} s, and root cannot be asked: {}", small_ms / 1000,
                     asked.error().text());
    }
}

}  // namespace doorstep::agent
