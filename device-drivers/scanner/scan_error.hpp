// What can go wrong between us and the paper, one name a condition.
#pragma once

#include "base/error.hpp"

namespace doorstep::devices {

enum class ScanError {
    Missing = 1,  // look for the scanner again later: unplugged, switched off or not reachable
    Empty,        // ask for paper in the feeder
    Jammed,       // ask to pull the sheet out; pages before it are good
    CoverOpen,    // ask to close the cover
    Busy,         // somebody else scans: try again soon
    Io,           // close, open and try once more; tell the technician when it stays
    Denied,       // tell the technician: rights of the device are wrong
    Cancelled,    // on our own wish; pages before it are good
    Unsupported,  // the scanner cannot do what was asked (no feeder, no colour)
    TooLarge,     // the page is over the bound: a scanner gone mad
};

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::ScanError> {
    static constexpr std::string_view module = "scan";
    static std::string_view name(devices::ScanError e);
};
