// The seam between a job's follower and the kinds of printers.
#pragma once

#include <string>

#include "base/wiped_bytes.hpp"
#include "device-drivers/printer/printer_status.hpp"

namespace doorstep::devices {

// How a paper is wished for.
struct PrintWish {
    int copies = 1;
    bool both_sides = false;  // where the printer can
};

// One printer. Thread-bound; each call ends within the waits of its kind.
class Printer {
  public:
    virtual ~Printer() = default;
    // What it is called in the device table and the log.
    virtual std::string name() const = 0;
    // State and reasons of the printer.
    virtual Result<PrinterStatus> status() = 0;
    // Sends the paper; the job's number. Busy when the printer takes one job at a time and has one. It is NOT printed
    // yet: follow it.
    virtual Result<int> submit(BytesView pdf, const PrintWish& wish, const std::string& name) = 0;
    virtual Result<JobStatus> job(int id) = 0;
    // Asks to cancel; no error when the job has ended already. Follow it to see that it ended.
    virtual Status cancel(int id) = 0;
    // Cancels what an earlier process of this station left in the printer; only while no job of ours is followed. A
    // paper that its dead worker cannot call back any more must not come out for the next person (SECURITY 24).
    virtual Status recall() = 0;
    // Lets a queue go on that was paused without a person's hand. No effect for printers that have none.
    virtual Status resume() { return {}; }
};

}  // namespace doorstep::devices
