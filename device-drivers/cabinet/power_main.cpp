// doorstep-worker-power: asks upower about mains and battery; a bus that hangs holds nothing but this process.
#include <optional>
#include <string>
#include <utility>

#include "base/log.hpp"
#include "device-drivers/cabinet/upower.hpp"
#include "device-drivers/worker/run_worker.hpp"

namespace doorstep::devices {
namespace {

// A power cut is told within that time; upower itself hears of it at once or within 30 s, as the battery tells.
constexpr std::int64_t look_every_ms = 2000;

class PowerHandler final : public WorkerHandler {
  public:
    void message(const wire::WorkerMessage& message, WorkerLink& link) override {
        if (message.has_open()) {
            open_ = true;
            look(link, true);
        }
    }
    void tick(WorkerLink& link) override { look(link, false); }
    std::int64_t tick_every_ms() const override { return open_ ? look_every_ms : -1; }

  private:
    void look(WorkerLink& link, bool say_always) {
        const auto now = upower_->read();
        const auto fault = now                                     ? wire::FAULT_NONE
                           : now.error().is(PowerError::NoBattery) ? wire::FAULT_UPS_MISSING
                                                                   : wire::FAULT_UNAVAILABLE;
        const auto why = now ? std::string() : now.error().text();
        if (std::exchange(logged_, why) != why && !now) {  // the hub asks again every few seconds
            log::info("{}", why);
        }
        if (say_always || told_fault_ != fault) {
            told_fault_ = fault;
            link.send_status(now                                ? wire::Device::READY
                             : fault == wire::FAULT_UPS_MISSING ? wire::Device::ABSENT
                                                                : wire::Device::FAULTY,
                             fault);
        }
        if (now && (say_always || told_ != *now)) {
            told_ = *now;
            wire::WorkerMessage message;
            message.mutable_power()->set_on_battery(now->on_battery);
            message.mutable_power()->set_percent(now->percent);
            message.mutable_power()->set_seconds_left(now->seconds_left);
            link.send(message);
        }
    }

    const std::unique_ptr<Upower> upower_ = Upower::make();
    bool open_ = false;
    std::string logged_;
    std::optional<wire::FaultCode> told_fault_;
    std::optional<PowerReading> told_;
};

}  // namespace
}  // namespace doorstep::devices

int main() {
    doorstep::devices::PowerHandler handler;
    doorstep::devices::WorkerLimits limits;
    limits.largest_resident_mib = 64;
    return doorstep::devices::run_worker("doorstep-worker-power", handler, limits);
}
