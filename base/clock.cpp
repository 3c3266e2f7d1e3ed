#include "base/clock.hpp"

#include <chrono>
#include <ctime>

#include <fmt/format.h>

namespace doorstep {
namespace {

class SystemClock final : public Clock {
  public:
    Instant now() const override {
        const auto since = std::chrono::system_clock::now().time_since_epoch();
        return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
    }
};

std::tm broken_down(std::int64_t milliseconds) {
    const auto floor = milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000;
    const auto seconds = static_cast<std::time_t>(floor);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    return parts;
}

constexpr std::int64_t legal_offset_ms = 8LL * 3600 * 1000;

}  // namespace

std::string Instant::utc_text() const {
    const auto t = broken_down(milliseconds);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday,
                       t.tm_hour, t.tm_min, t.tm_sec, ((milliseconds % 1000) + 1000) % 1000);
}

std::string Instant::legal_text() const {
    const auto t = broken_down(milliseconds + legal_offset_ms);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min);
}

const Clock& system_clock() {
    static const SystemClock clock;
    return clock;
}

std::int64_t monotonic_milliseconds() {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

}  // namespace doorstep
