#include "device-drivers/hub/power_service.hpp"

#include <utility>

#include "base/files.hpp"
#include "base/log.hpp"

namespace doorstep::devices {

PowerService::PowerService(EventLoop& loop, DeviceTable& table, WorkerDeviceSpec power, PowerLimits limits,
                           HubDelays delays)
    : loop_(loop),
      table_(table),
      id_(power.id),
      limits_(std::move(limits)),
      delays_(delays),
      device_(loop, table, std::move(power), {[this](const wire::WorkerMessage& m) { take(m); }, [] {}}, delays) {}

PowerService::~PowerService() {
    loop_.cancel(patience_);
    loop_.cancel(notice_);
}

void PowerService::take(const wire::WorkerMessage& message) {
    if (!message.has_power()) {
        return;
    }
    const auto& now = message.power();
    power_.set_percent(now.percent());
    power_.set_seconds_left(now.seconds_left());
    if (off_) {
        return;
    }
    if (!now.on_battery()) {
        mains_back();
    } else {
        power_.set_on_battery(true);
        decide();
    }
    tell();
}

void PowerService::mains_back() {
    power_.set_on_battery(false);
    power_.set_off_in_s(0);
    loop_.cancel(std::exchange(patience_, 0));
    loop_.cancel(std::exchange(notice_, 0));
}

// A worker that died and came back finds both timers still running.
void PowerService::decide() {
    if (notice_ != 0) {
        return;
    }
    if (power_.percent() <= limits_.off_at_percent) {
        return give_notice();
    }
    if (patience_ == 0) {
        patience_ = loop_.after(limits_.off_after_ms, [this] {
            give_notice();
            tell();
        });
    }
}

// Once: whatever else was waited for is over.
void PowerService::give_notice() {
    loop_.cancel(std::exchange(patience_, 0));
    constexpr std::int64_t second_ms = 1000;
    power_.set_off_in_s(static_cast<std::uint32_t>((delays_.power_off_notice + second_ms - 1) / second_ms));
    notice_ = loop_.after(delays_.power_off_notice, [this] { switch_off(); });
}

void PowerService::switch_off() {
    off_ = true;
    log::warning("the mains are away and the battery runs out: switching off");
    if (limits_.request_file.empty()) {
        return;
    }
    if (const auto asked = write_file_atomically(limits_.request_file, as_bytes("battery\n")); !asked) {
        log::error("nobody can be asked to switch off: {}", asked.error().text());
    }
}

void PowerService::tell() {
    const auto fault = power_.off_in_s() != 0 ? wire::FAULT_BATTERY_LOW
                       : power_.on_battery()  ? wire::FAULT_MAINS_LOST
                                              : wire::FAULT_NONE;
    table_.update_power(id_, power_);
    // In use, not faulty: what is faulty is opened again and again.
    table_.update(id_, power_.on_battery() ? wire::Device::IN_USE : wire::Device::READY, fault);
}

}  // namespace doorstep::devices
