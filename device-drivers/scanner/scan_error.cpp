#include "device-drivers/scanner/scan_error.hpp"

namespace doorstep {

std::string_view ErrorNames<devices::ScanError>::name(devices::ScanError e) {
    using devices::ScanError;
    switch (e) {
        case ScanError::Missing:
            return "Missing";
        case ScanError::Empty:
            return "Empty";
        case ScanError::Jammed:
            return "Jammed";
        case ScanError::CoverOpen:
            return "CoverOpen";
        case ScanError::Busy:
            return "Busy";
        case ScanError::Io:
            return "Io";
        case ScanError::Denied:
            return "Denied";
        case ScanError::Cancelled:
            return "Cancelled";
        case ScanError::Unsupported:
            return "Unsupported";
        case ScanError::TooLarge:
            return "TooLarge";
    }
    return "?";
}

}  // namespace doorstep
