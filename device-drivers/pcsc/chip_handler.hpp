// The chip worker's answers to the hub: says what lies in the reader, reads one card at a time by its script.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "device-drivers/pcsc/chip_reader.hpp"
#include "device-drivers/pcsc/chip_script.hpp"
#include "device-drivers/worker/run_worker.hpp"

namespace doorstep::devices {

// The fault that a person meets for an error of this room.
wire::FaultCode fault_of(ChipError error);

// See WorkerHandler. WorkerOpen.device is "pcsc:" and the beginning of a reader's name; the setting "scripts" of
// WorkerConfigure is the file of scripts.
class ChipHandler final : public WorkerHandler {
  public:
    void message(const wire::WorkerMessage& message, WorkerLink& link) override;
    void tick(WorkerLink& link) override;
    std::int64_t tick_every_ms() const override;

  private:
    void open(const std::string& device, WorkerLink& link);
    void look(WorkerLink& link, bool say_always);
    void tell_chip(const ChipPresence& presence, WorkerLink& link);
    void read(std::uint64_t job, WorkerLink& link);

    std::string scripts_file_;
    std::vector<ChipScript> scripts_;
    std::unique_ptr<ChipReader> reader_;
    std::optional<wire::FaultCode> told_;   // what the hub last heard of the reader
    std::optional<ChipPresence> presence_;  // and of the card
};

}  // namespace doorstep::devices
