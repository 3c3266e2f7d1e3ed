// A network scanner with glass and feeder: an eSCL server that sane-airscan (or any driverless client) talks to.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "emulators/control/emulator.hpp"

namespace doorstep::emulators {

struct ScannerOptions {
    HostPort listen;
    std::string serial = "EMU0001";
    std::chrono::milliseconds page_time{0};  // a real sheet takes 2 … 8 s
};

// Runs on threads of its own until destroyed; functions are thread-safe.
class ScannerEmulator {
  public:
    // Binds; CannotListen when the port is taken.
    static Result<std::unique_ptr<ScannerEmulator>> start(const ScannerOptions& options);
    virtual ~ScannerEmulator() = default;
    // "http://127.0.0.1:PORT/eSCL/", as airscan.conf wants it.
    virtual std::string url() const = 0;
    // One order: {"do": "load", "files": [...]} | {"do": "state", "state": "ok|jam|cover-open|busy|offline|empty"} |
    // {"do": "jam-after", "sheets": N} | {"do": "status"}. The README lists them all.
    virtual Result<nlohmann::json> order(const nlohmann::json& what) = 0;
};

}  // namespace doorstep::emulators
