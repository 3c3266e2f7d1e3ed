// A bench whose kiosks come by themselves, led by a stick: each row begins when its kiosk has its line, and again when
// the kiosk comes back after it was cut off. What was done survives the program: run again, it does only what is still
// open.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "provisioning/enrolment/bench_row.hpp"

namespace doorstep::setup {

struct StickRun {
    std::string listen = "tcp://0.0.0.0:0";
    std::vector<std::string> addresses;  // by which kiosks reach this machine; empty: every private one that it has
    std::filesystem::path stick;         // the folder that gets the file
    std::filesystem::path out;           // keeps which kiosk is which station (kiosks.json)
    std::int64_t patience_ms = 0;        // from the last that happened
    int stop = -1;                       // readable: stop waiting
    // One kiosk from where it stands to its station; on a thread of its own, several at once.
    std::function<RowResult(const BenchKiosk&, const std::function<void(wire::SetupStep)>&)> provision;
    // A line for the person at the terminal; from any thread.
    std::function<void(const std::string&)> say;
};

// One result a row, in order. Returns when each row is a station or has failed while its kiosk was there, when nothing
// happened for so long, or when it was told to stop.
Result<std::vector<RowResult>> provision_by_stick(const Bench& bench, const StickRun& run);

}  // namespace doorstep::setup
