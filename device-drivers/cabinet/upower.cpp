#include "device-drivers/cabinet/upower.hpp"

#include <systemd/sd-bus.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace doorstep::devices {
namespace {

constexpr std::uint64_t answer_us = 2'000'000;
constexpr const char* service = "org.freedesktop.UPower";
constexpr const char* main_path = "/org/freedesktop/UPower";
constexpr const char* battery_path = "/org/freedesktop/UPower/devices/DisplayDevice";
constexpr const char* battery_interface = "org.freedesktop.UPower.Device";
constexpr double full = 100;

class Client final : public Upower {
  public:
    ~Client() override { disconnect(); }
    Client() = default;
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    Result<PowerReading> read() override {
        auto reading = ask();
        if (!reading && reading.error().is(PowerError::NoService)) {
            disconnect();
        }
        return reading;
    }

  private:
    void disconnect() { bus_ = ::sd_bus_close_unref(bus_); }

    Status connect() {
        if (bus_ != nullptr) {
            return {};
        }
        if (const int code = ::sd_bus_open_system(&bus_); code < 0) {
            return Error(PowerError::NoService, "no system bus: " + std::to_string(-code));
        }
        ::sd_bus_set_method_call_timeout(bus_, answer_us);
        return {};
    }

    Status get(const char* path, const char* interface, const char* property, char type, void* into) {
        sd_bus_error why = SD_BUS_ERROR_NULL;
        const int code = ::sd_bus_get_property_trivial(bus_, service, path, interface, property, &why, type, into);
        const std::string detail = why.name == nullptr ? std::to_string(-code) : why.name;
        ::sd_bus_error_free(&why);
        return code < 0 ? Error(PowerError::NoService, std::string(property) + ": " + detail) : Status();
    }

    Result<PowerReading> ask() {
        int on_battery = 0;
        int present = 0;
        double percent = 0;
        std::int64_t seconds = 0;
        DOORSTEP_CHECK(connect());
        DOORSTEP_CHECK(get(main_path, service, "OnBattery", 'b', &on_battery));
        DOORSTEP_CHECK(get(battery_path, battery_interface, "IsPresent", 'b', &present));
        DOORSTEP_CHECK(get(battery_path, battery_interface, "Percentage", 'd', &percent));
        DOORSTEP_CHECK(get(battery_path, battery_interface, "TimeToEmpty", 'x', &seconds));
        if (present == 0) {
            return Error(PowerError::NoBattery);
        }
        constexpr std::int64_t a_week = 7 * 24 * 3600;
        PowerReading reading;
        reading.on_battery = on_battery != 0;
        reading.percent =
            static_cast<std::uint32_t>(std::lround(std::isfinite(percent) ? std::clamp(percent, 0.0, full) : 0.0));
        reading.seconds_left = static_cast<std::uint32_t>(std::clamp<std::int64_t>(seconds, 0, a_week));
        return reading;
    }

    sd_bus* bus_ = nullptr;
};

}  // namespace

std::unique_ptr<Upower> Upower::make() {
    return std::make_unique<Client>();
}

}  // namespace doorstep::devices
