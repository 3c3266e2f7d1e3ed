// The XML of eSCL (the driverless scan protocol) as far as a one-sheet-at-a-time scanner speaks it. Pure.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace doorstep::emulators {

enum class EsclError {
    NotScanSettings = 1,  // answer 400: no ScanSettings in the body
    OutOfRange,           // answer 409: a resolution or area the glass does not have
};

// A4 in the protocol's unit, 1/300 inch.
constexpr int a4_width = 2480;
constexpr int a4_height = 3508;

// What the host asks for.
struct ScanSettings {
    bool feeder = false;
    bool duplex = false;  // each sheet is two of the files, front and back
    int dpi = 300;
    bool grey = false;
    int x = 0;  // area in 1/300 inch
    int y = 0;
    int width = a4_width;
    int height = a4_height;
};

// Reads ScanSettings. What is missing has the default above.
Result<ScanSettings> parse_scan_settings(std::string_view xml);

// GET /eSCL/ScannerCapabilities.
std::string capabilities_xml(std::string_view serial);

// GET /eSCL/ScannerStatus: `state` Idle, Processing or Stopped; `feeder` as AdfState without its prefix: Loaded,
// Empty, Jam, HatchOpen.
std::string status_xml(std::string_view state, std::string_view feeder);

}  // namespace doorstep::emulators

template <>
struct doorstep::ErrorNames<doorstep::emulators::EsclError> {
    static constexpr std::string_view module = "escl";
    static std::string_view name(emulators::EsclError e) {
        return e == emulators::EsclError::NotScanSettings ? "NotScanSettings" : "OutOfRange";
    }
};
