#include "device-drivers/printer/print_follower.hpp"

#include <optional>

#include "base/log.hpp"

namespace doorstep::devices {
namespace {

using Milliseconds = std::chrono::milliseconds;

class Follower {
  public:
    Follower(Printer& printer, const PrintPaper& paper, const PrintCallbacks& callbacks, const PrintDelays& delays)
        : printer_(printer), paper_(paper), callbacks_(callbacks), delays_(delays) {}

    PrintOutcome run() {
        const auto job = send();
        return job ? follow(*job) : outcome_;
    }

  private:
    void wait() { callbacks_.sleep(delays_.look_every); }

    PrintOutcome failed(PrinterTrouble trouble, bool lost_sight = false) {
        outcome_ = {PrintEnd::Failed, trouble, lost_sight, pages_};
        return outcome_;
    }

    // The job's number, or nothing when outcome_ says why.
    std::optional<int> send() {
        for (Milliseconds waited{0};; waited += delays_.look_every) {
            if (callbacks_.cancelled()) {
                outcome_.end = PrintEnd::Cancelled;
                return std::nullopt;
            }
            const auto job = printer_.submit(paper_.pdf, paper_.wish, paper_.name);
            if (job) {
                return *job;
            }
            const auto why = job.error().as(PrintError::Failed);
            const bool later = why == PrintError::Busy || why == PrintError::Missing;
            if (!later || waited >= delays_.accept_within) {
                log::warning("paper not taken: {}", job.error().text());
                failed(why == PrintError::Missing ? PrinterTrouble::Offline : PrinterTrouble::Other);
                return std::nullopt;
            }
            callbacks_.progress(why == PrintError::Missing ? PrinterTrouble::Offline : trouble_now(), pages_);
            wait();
        }
    }

    PrinterTrouble trouble_now() {
        const auto status = printer_.status();
        if (!status) {
            return PrinterTrouble::Offline;
        }
        return status->trouble == PrinterTrouble::None && status->stopped ? PrinterTrouble::Paused : status->trouble;
    }

    PrintOutcome follow(int id) {
        Milliseconds out_of_reach{0};
        Milliseconds cancelling{0};
        for (;;) {
            if (callbacks_.cancelled()) {
                if (cancelling.count() == 0 || cancel_failed_) {
                    cancel_failed_ = !printer_.cancel(id);
                }
                cancelling += delays_.look_every;
            }
            const auto job = printer_.job(id);
            if (job) {
                out_of_reach = Milliseconds{0};
                pages_ = job->pages > pages_ ? job->pages : pages_;
                if (const auto end = ended(job->phase)) {
                    return *end;
                }
            } else if (job.error().is(PrintError::NoSuchJob)) {
                const bool by_us = cancelling.count() > 0 && !cancel_failed_;
                return by_us ? PrintOutcome{PrintEnd::Cancelled, PrinterTrouble::None, false, pages_}
                             : failed(PrinterTrouble::Other, true);
            } else {
                out_of_reach += delays_.look_every;
            }
            if (cancelling > delays_.cancel_within) {
                return failed(trouble_now(), true);
            }
            if (out_of_reach > delays_.reach_within) {
                return failed(PrinterTrouble::Offline, true);
            }
            const auto trouble = job ? trouble_now() : PrinterTrouble::Offline;
            if (trouble == PrinterTrouble::Paused && cancelling.count() == 0) {
                let_go_on();
            }
            since_resume_ += delays_.look_every;
            callbacks_.progress(trouble, pages_);
            wait();
        }
    }

    // Only while somebody waits for this paper: the job ends with its session, and nobody enables the queue after that.
    void let_go_on() {
        const bool in_time = since_resume_ >= delays_.resume_every;
        if (!in_time || (pages_ > 0 && resumes_after_pages_ >= most_resumes_after_pages)) {
            return;
        }
        since_resume_ = Milliseconds{0};
        if (const auto resumed = printer_.resume(); !resumed) {
            log::warning("the paused queue stays paused: {}", resumed.error().text());
        } else if (pages_ > 0) {
            ++resumes_after_pages_;
        }
    }

    std::optional<PrintOutcome> ended(JobPhase phase) {
        switch (phase) {
            case JobPhase::Printed:
                return PrintOutcome{PrintEnd::Printed, PrinterTrouble::None, false, pages_};
            case JobPhase::Cancelled:
                return PrintOutcome{PrintEnd::Cancelled, PrinterTrouble::None, false, pages_};
            case JobPhase::Aborted:
                return failed(trouble_now());
            default:
                return std::nullopt;
        }
    }

    Printer& printer_;
    const PrintPaper& paper_;
    const PrintCallbacks& callbacks_;
    const PrintDelays& delays_;
    PrintOutcome outcome_;
    int pages_ = 0;
    bool cancel_failed_ = false;
    Milliseconds since_resume_ = Milliseconds::max() / 2;
    int resumes_after_pages_ = 0;
};

}  // namespace

PrintOutcome print_to_the_end(Printer& printer, const PrintPaper& paper, const PrintCallbacks& callbacks,
                              const PrintDelays& delays) {
    return Follower(printer, paper, callbacks, delays).run();
}

}  // namespace doorstep::devices
