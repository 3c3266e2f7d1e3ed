// A real IPP Everywhere printer (CUPS' own ippeveprinter) on loopback, whose jams and empty trays are ours.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "emulators/control/emulator.hpp"

namespace doorstep::emulators {

struct PrinterOptions {
    HostPort listen;                 // host must be loopback; port 0: a free one
    std::filesystem::path folder;    // state, spool and papers/ (what came out, 0001.pdf …)
    std::filesystem::path programs;  // where doorstep-emu-printer-paper and the avahi stub lie
    int print_ms = 300;              // time of one paper
};

// Thread-safe. Owns the ippeveprinter process.
class PrinterEmulator {
  public:
    // Starts ippeveprinter and waits until it answers (at most 10 s); tries other ports when one is taken.
    static Result<std::unique_ptr<PrinterEmulator>> start(const PrinterOptions& options);
    virtual ~PrinterEmulator() = default;
    // "ipp://localhost:PORT/ipp/print", the same for the emulator's life.
    virtual std::string uri() const = 0;
    // One order: {"do": "state", "state": "ok|jam|empty|cover-open|toner-empty|paused|offline"} | {"do": "status"}
    // (which lists the papers that came out).
    virtual Result<nlohmann::json> order(const nlohmann::json& what) = 0;
};

}  // namespace doorstep::emulators
