// The scan worker's answers to the hub: opens, scans, puts each page into the spool as JPEG, says what is wrong in
// codes.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "device-drivers/scanner/sane_scanner.hpp"
#include "device-drivers/worker/run_worker.hpp"

namespace doorstep::devices {

// The fault that a person meets for an error of this room; FAULT_INTERNAL for errors of other rooms.
wire::FaultCode fault_of(const Error& error);

// See WorkerHandler. Settings of WorkerConfigure: "option.NAME" sets a SANE option before each scan; "device" is used
// when WorkerOpen names none.
class ScanHandler final : public WorkerHandler {
  public:
    void message(const wire::WorkerMessage& message, WorkerLink& link) override;
    void tick(WorkerLink& link) override;
    std::int64_t tick_every_ms() const override;

  private:
    void configure(const wire::WorkerConfigure& configure);
    void open(const std::string& device, WorkerLink& link);
    void scan(const wire::WorkerScan& order, WorkerLink& link);
    Status store_page(const wire::WorkerScan& order, int index, const vision::Image& page, WorkerLink& link) const;
    void test_glass(const wire::WorkerScan& order, WorkerLink& link);
    void end_job(const wire::WorkerScan& order, const Status& outcome, const wire::PageCount& count, WorkerLink& link);
    void look_for(WorkerLink& link);
    void look_at_buttons(WorkerLink& link);
    void tell(WorkerLink& link, const Status& opened);

    std::unique_ptr<SaneScanner> scanner_;
    std::string device_;
    std::map<std::string, std::string> options_;
    std::vector<std::string> only_backends_;
    std::vector<std::string> never_backends_;
    std::filesystem::path spool_;
    wire::FaultCode told_ = wire::FAULT_INTERNAL;  // what the hub last heard of the device
    std::int64_t looked_ms_ = 0;                   // when it was last looked for
};

}  // namespace doorstep::devices
