// Mains and battery: told to everybody, and the station switched off in good order before the battery is empty.
#pragma once

#include <filesystem>
#include <string>

#include "device-drivers/hub/worker_device.hpp"

namespace doorstep::devices {

struct PowerLimits {
    std::int64_t off_after_ms = 0;       // on battery
    std::uint32_t off_at_percent = 0;    // of the battery
    std::filesystem::path request_file;  // made to have the station switched off (doorstep-power-off.path)
};

// Thread-bound.
class PowerService {
  public:
    PowerService(EventLoop& loop, DeviceTable& table, WorkerDeviceSpec power, PowerLimits limits, HubDelays delays);
    ~PowerService();
    PowerService(const PowerService&) = delete;
    PowerService& operator=(const PowerService&) = delete;

  private:
    void take(const wire::WorkerMessage& message);
    void mains_back();
    void decide();
    void give_notice();
    void switch_off();
    void tell();

    EventLoop& loop_;
    DeviceTable& table_;
    const std::string id_;
    const PowerLimits limits_;
    const HubDelays delays_;
    wire::PowerState power_;
    EventLoop::TimerId patience_ = 0;  // runs while on battery, up to the notice
    EventLoop::TimerId notice_ = 0;    // runs from the notice to the deed
    bool off_ = false;                 // asked for: nothing brings it back
    WorkerDevice device_;
};

}  // namespace doorstep::devices
