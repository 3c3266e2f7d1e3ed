// The panel worker's answers to the hub: turns one level, says how it is and when it is away.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "device-drivers/cabinet/level.hpp"
#include "device-drivers/worker/run_worker.hpp"

namespace doorstep::devices {

// See WorkerHandler. WorkerOpen.device is an address of make_level().
class LevelHandler final : public WorkerHandler {
  public:
    void message(const wire::WorkerMessage& message, WorkerLink& link) override;
    void tick(WorkerLink& link) override;
    std::int64_t tick_every_ms() const override;

  private:
    void open(const std::string& address, WorkerLink& link);
    void look(WorkerLink& link);
    void look_for_headphones();
    void tell_level(int percent, std::uint64_t job, WorkerLink& link);
    void lost(const Error& why, WorkerLink& link);

    std::unique_ptr<Level> level_;
    wire::FaultCode missing_ = wire::FAULT_INTERNAL;  // what it is called when it is away
    std::string logged_;       // why it is away: said again every few seconds it would fill the journal
    std::optional<int> told_;  // percent that the hub last heard of; nothing while it is away
    bool has_jack_ = false;
    wire::LevelState::Headphones headphones_ = wire::LevelState::NO_JACK;
    wire::LevelState::Headphones told_headphones_ = wire::LevelState::NO_JACK;
    int quiet_looks_ = 0;  // until the loudspeaker may sound again after headphones were pulled out
};

}  // namespace doorstep::devices
