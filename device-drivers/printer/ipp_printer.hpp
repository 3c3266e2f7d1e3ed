// One printer over IPP: directly (IPP Everywhere) or a queue of cupsd, without CUPS' types. Thread-bound. Every call
// ends within connect_within + answer_within.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "base/wiped_bytes.hpp"
#include "device-drivers/printer/printer.hpp"

namespace doorstep::devices {

// Waits of the network.
struct IppDelays {
    std::chrono::milliseconds connect_within{3000};
    std::chrono::milliseconds answer_within{10000};
};

class IppPrinter final : public Printer {
  public:
    // "ipp://HOST:PORT/PATH", "ipps://…", or "NAME" (also "queue:NAME") for a queue of this machine's cupsd. Nothing is
    // opened yet; a wrong address is told by the first call (BadAddress). `owner`: whom the printer takes for the
    // owner of our jobs; one a station, as recall() knows its own by it, and never a person's name.
    explicit IppPrinter(std::string address, std::string owner = "doorstep", IppDelays delays = {});
    ~IppPrinter() override;
    std::string name() const override { return uri_; }
    Result<PrinterStatus> status() override;
    Result<int> submit(BytesView pdf, const PrintWish& wish, const std::string& name) override;
    Result<JobStatus> job(int id) override;
    Status cancel(int id) override;
    Status recall() override;
    Status resume() override;

  private:
    bool is_queue() const;
    Status subscribe();
    Result<JobStatus> end_from_events(int id) const;
    std::string uri_;
    std::string owner_;
    IppDelays delays_;
    int subscription_ = 0;  // of a queue, to hear how its jobs end
};

// For the print handler, in the name of this station: a digest of the machine's id.
std::unique_ptr<Printer> make_ipp_printer(const std::string& address);

}  // namespace doorstep::devices
