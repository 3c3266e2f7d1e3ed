// The print worker's answers to the hub: prints one paper at a time, follows it to its end, says what is wrong in
// codes.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "device-drivers/printer/print_follower.hpp"
#include "device-drivers/worker/run_worker.hpp"

namespace doorstep::devices {

// The fault that a person meets for a trouble.
wire::FaultCode fault_of(PrinterTrouble trouble);

// How a printer is made of its address; nothing is opened yet.
using MakePrinter = std::function<std::unique_ptr<Printer>(const std::string& address)>;

// See WorkerHandler. WorkerOpen.device is the printer's address; the setting "device" of WorkerConfigure is used when
// it names none.
class PrintHandler final : public WorkerHandler {
  public:
    explicit PrintHandler(MakePrinter make) : make_(std::move(make)) {}
    void message(const wire::WorkerMessage& message, WorkerLink& link) override;
    void tick(WorkerLink& link) override;
    std::int64_t tick_every_ms() const override;

  private:
    void open(const std::string& address, WorkerLink& link);
    void look(WorkerLink& link, bool say_always);
    void print(const wire::WorkerPrint& order, WorkerLink& link);

    void recall_once();

    const MakePrinter make_;
    std::string address_;
    std::unique_ptr<Printer> printer_;
    bool recalled_ = false;
    std::string told_;  // what the hub last heard, to speak only of changes
};

}  // namespace doorstep::devices
