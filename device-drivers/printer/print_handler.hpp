// The print worker's answers to the hub: prints one paper at a time, follows it to its end, says what is wrong in
// codes.
#pragma once

#include <memory>
#include <string>

#include "device-drivers/printer/print_follower.hpp"
#include "device-drivers/worker/run_worker.hpp"

namespace doorstep::devices {

// The fault that a person meets for a trouble.
wire::FaultCode fault_of(PrinterTrouble trouble);

// See WorkerHandler. WorkerOpen.device is the printer's address (ipp_printer.hpp); the setting "device" of
// WorkerConfigure is used when it names none.
class PrintHandler final : public WorkerHandler {
  public:
    void message(const wire::WorkerMessage& message, WorkerLink& link) override;
    void tick(WorkerLink& link) override;
    std::int64_t tick_every_ms() const override;

  private:
    void open(const std::string& address, WorkerLink& link);
    void look(WorkerLink& link, bool say_always);
    void print(const wire::WorkerPrint& order, WorkerLink& link);

    std::string address_;
    std::unique_ptr<IppPrinter> printer_;
    std::string told_;  // what the hub last heard, to speak only of changes
};

}  // namespace doorstep::devices
