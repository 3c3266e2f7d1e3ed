#include "device-drivers/printer/printer_status.hpp"

#include <algorithm>
#include <utility>

namespace doorstep {

std::string_view ErrorNames<devices::PrintError>::name(devices::PrintError e) {
    using devices::PrintError;
    switch (e) {
        case PrintError::Missing:
            return "Missing";
        case PrintError::Busy:
            return "Busy";
        case PrintError::Refused:
            return "Refused";
        case PrintError::NoSuchJob:
            return "NoSuchJob";
        case PrintError::BadAddress:
            return "BadAddress";
        case PrintError::Failed:
            return "Failed";
    }
    return "?";
}

}  // namespace doorstep

namespace doorstep::devices {
namespace {

constexpr std::pair<std::string_view, PrinterTrouble> keywords[] = {
    {"media-jam", PrinterTrouble::Jam},
    {"cover-open", PrinterTrouble::CoverOpen},
    {"door-open", PrinterTrouble::CoverOpen},
    {"interlock-open", PrinterTrouble::CoverOpen},
    {"media-empty", PrinterTrouble::PaperOut},
    {"media-needed", PrinterTrouble::PaperOut},
    {"input-tray-missing", PrinterTrouble::PaperOut},
    {"marker-supply-empty", PrinterTrouble::TonerOut},
    {"toner-empty", PrinterTrouble::TonerOut},
    {"paused", PrinterTrouble::Paused},
    {"moving-to-paused", PrinterTrouble::Paused},
    {"offline", PrinterTrouble::Offline},
    {"shutdown", PrinterTrouble::Offline},
    {"connecting-to-device", PrinterTrouble::Offline},
    {"timed-out", PrinterTrouble::Offline},
    {"spool-area-full", PrinterTrouble::SpoolFull},
};

std::string_view without_severity(std::string_view reason) {
    for (const std::string_view ending : {"-error", "-warning", "-report"}) {
        if (reason.ends_with(ending)) {
            return reason.substr(0, reason.size() - ending.size());
        }
    }
    return reason;
}

}  // namespace

PrinterTrouble trouble_of(const std::vector<std::string>& reasons) {
    auto first = PrinterTrouble::None;
    for (const auto& reason : reasons) {
        const auto keyword = without_severity(reason);
        auto trouble = reason.ends_with("-error") ? PrinterTrouble::Other : PrinterTrouble::None;
        for (const auto& [known, value] : keywords) {
            trouble = keyword == known ? value : trouble;
        }
        if (trouble != PrinterTrouble::None && (first == PrinterTrouble::None || trouble < first)) {
            first = trouble;
        }
    }
    return first;
}

}  // namespace doorstep::devices
