// Mains and battery as upower tells them over D-Bus.
#pragma once

#include <cstdint>
#include <memory>

#include "base/error.hpp"

namespace doorstep::devices {

enum class PowerError {
    NoService = 1,  // ask again later: no bus, or no upower on it
    NoBattery       // tell the technician: upower knows no battery (a UPS is one to it)
};

struct PowerReading {
    bool on_battery = false;
    std::uint32_t percent = 0;       // of the battery
    std::uint32_t seconds_left = 0;  // 0: not known
    friend bool operator==(const PowerReading&, const PowerReading&) = default;
};

// Thread-bound.
class Upower {
  public:
    virtual ~Upower() = default;
    // Asks; waits at most two seconds for each of four answers. Connects anew after a failure.
    virtual Result<PowerReading> read() = 0;
    static std::unique_ptr<Upower> make();
};

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::PowerError> {
    static constexpr std::string_view module = "power";
    static std::string_view name(devices::PowerError e) {
        return e == devices::PowerError::NoBattery ? "NoBattery" : "NoService";
    }
};
