// What a printer says about itself, in our words. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace doorstep::devices {

enum class PrintError {
    Missing = 1,  // nothing answers at the address: unplugged, switched off, wrong network
    Busy,         // it prints for somebody else: try again soon
    Refused,      // it will not take this paper: wrong format or too many copies; tell the technician
    NoSuchJob,    // it has forgotten the job (switched off and on): nobody knows whether it was printed
    BadAddress,   // correct the address in the configuration
    Failed,       // anything else; the detail has the printer's own words
};

// Why a printer does not go on. In order of what a person should be told first.
enum class PrinterTrouble { None, Jam, CoverOpen, PaperOut, TonerOut, Paused, Offline, SpoolFull, Other };

// The trouble that printer-state-reasons tell ("media-empty-error", "none" …); warnings and reports of low supplies
// are no trouble. Several: the first of the order above.
PrinterTrouble trouble_of(const std::vector<std::string>& reasons);

// What it prints on.
enum class PrinterPaper { Unknown, A4, Roll58, Roll80 };

struct PrinterStatus {
    PrinterTrouble trouble = PrinterTrouble::None;
    bool stopped = false;   // printer-state: needs a person before it goes on
    bool accepting = true;  // printer-is-accepting-jobs
    std::string model;
    std::string serial;    // where it tells
    std::string firmware;  // where it tells
    PrinterPaper paper = PrinterPaper::Unknown;
};

// Where a job is.
enum class JobPhase { Waiting, Printing, Stopped, Printed, Cancelled, Aborted };

struct JobStatus {
    JobPhase phase = JobPhase::Waiting;
    int pages = 0;  // job-impressions-completed, where told
};

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::PrintError> {
    static constexpr std::string_view module = "print";
    static std::string_view name(devices::PrintError e);
};
