// Follows one paper from our hands to the printer's tray: submitted is not printed. No threads, no clock of its own.
//
//   sending --accepted--> printing <--trouble--> waiting --> printed | cancelled | failed
//      \--busy--> waiting --again--> sending
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "device-drivers/printer/printer.hpp"

namespace doorstep::devices {

// All waits of a print job; tests advance their own clock by these names.
struct PrintDelays {
    std::chrono::milliseconds look_every{250};
    // A printer that is busy with somebody else's job, or not there when we begin.
    std::chrono::milliseconds accept_within{120'000};
    // Out of reach in the middle of a job: after that long nobody knows what became of it.
    std::chrono::milliseconds reach_within{30'000};
    // From our wish to cancel to the printer's word that it did.
    std::chrono::milliseconds cancel_within{10'000};
    // Between two tries to let a paused queue go on: what paused it may not be mended yet.
    std::chrono::milliseconds resume_every{5'000};
};
// How often a queue is let go on after pages of the paper came out: from its beginning, so they come out again. Once,
// for who waits; then a person looks at it. Before anything came out there is no bound: nothing can come out twice.
constexpr int most_resumes_after_pages = 1;

struct PrintPaper {
    BytesView pdf;
    PrintWish wish;
    std::string name;  // a number, never a person's name
};

enum class PrintEnd { Printed, Cancelled, Failed };

struct PrintOutcome {
    PrintEnd end = PrintEnd::Failed;
    PrinterTrouble trouble = PrinterTrouble::None;  // why it failed, where the printer said so
    bool lost_sight = false;                        // the printer forgot the job or went away: perhaps printed
    int pages = 0;
};

struct PrintCallbacks {
    // Waits that long; tests advance a clock instead.
    std::function<void(std::chrono::milliseconds)> sleep;
    std::function<bool()> cancelled = [] { return false; };
    // At each look: what the printer is troubled by (None: it prints).
    std::function<void(PrinterTrouble trouble, int pages)> progress = [](PrinterTrouble, int) {};
};

// Returns when the job has ended, one way or another. Waits without end while the printer has a trouble that a person
// can mend (paper, jam, cover, toner, pause): the job lives until it is cancelled with its session.
PrintOutcome print_to_the_end(Printer& printer, const PrintPaper& paper, const PrintCallbacks& callbacks,
                              const PrintDelays& delays = {});

}  // namespace doorstep::devices
