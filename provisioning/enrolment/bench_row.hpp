// One kiosk of a bench, from fresh to station: the steps of the wizard by the kiosk's own sockets, nobody touching it.
// What was done before is not done again, so that a bench is simply run again after a failure. One thread a row.
#pragma once

#include <functional>
#include <string>

#include "provisioning/enrolment/bench_file.hpp"

namespace doorstep::setup {

// The township's half of an enrolment. Called by several rows at once.
struct TownshipEnds {
    // Its invitation for that station.
    std::function<Result<std::string>(const std::string& station)> invite;
    // Takes the kiosk's reply and digits, answers its own digits.
    std::function<Result<std::string>(const std::string& station, const std::string& reply, const std::string& code)>
        confirm;
};

struct RowResult {
    std::string station;
    std::string steps;    // D done, S left out, - open, in order
    std::string missing;  // devices that do not work, with commas
    std::string trouble;  // why it ended early; empty: the station is set up
    std::string report;   // the signed report
    std::int64_t ms = 0;
};

// `told` hears of each step as it begins. Never throws; what fails stands in the result.
RowResult provision(const BenchKiosk& kiosk, const std::string& release_fingerprint, const TownshipEnds& township,
                    const std::function<void(wire::SetupStep)>& told);

}  // namespace doorstep::setup
