// One printer over IPP: directly (IPP Everywhere) or a queue of cupsd, without CUPS' types. Thread-bound. Every call
// ends within connect_within + answer_within.
#pragma once

#include <chrono>
#include <string>

#include "base/wiped_bytes.hpp"
#include "device-drivers/printer/printer_status.hpp"

namespace doorstep::devices {

// What the follower of a job needs of a printer; the seam for its tests.
class Printer {
  public:
    virtual ~Printer() = default;
    // State and reasons of the printer.
    virtual Result<PrinterStatus> status() = 0;
    // Sends the paper; the job's number. Busy when the printer takes one job at a time and has one. It is NOT printed
    // yet: follow it.
    virtual Result<int> submit(BytesView pdf, int copies, const std::string& name) = 0;
    virtual Result<JobStatus> job(int id) = 0;
    // Asks to cancel; no error when the job has ended already. Follow it to see that it ended.
    virtual Status cancel(int id) = 0;
};

// Waits of the network.
struct IppDelays {
    std::chrono::milliseconds connect_within{3000};
    std::chrono::milliseconds answer_within{10000};
};

class IppPrinter final : public Printer {
  public:
    // "ipp://HOST:PORT/PATH", "ipps://…", or "NAME" (also "queue:NAME") for a queue of this machine's cupsd. Nothing is
    // opened yet; a wrong address is told by the first call (BadAddress).
    explicit IppPrinter(std::string address, IppDelays delays = {});
    Result<PrinterStatus> status() override;
    Result<int> submit(BytesView pdf, int copies, const std::string& name) override;
    Result<JobStatus> job(int id) override;
    Status cancel(int id) override;
    const std::string& uri() const { return uri_; }

  private:
    std::string uri_;
    IppDelays delays_;
};

}  // namespace doorstep::devices
