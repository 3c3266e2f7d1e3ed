// The line comes back after an outage: thousands of stations, each with a check-in to deliver, come at once.
#pragma once

#include <cstddef>
#include <string>

#include "township/testing/township_process.hpp"

namespace doorstep::bench {

struct OutageFigures {
    double seconds = 0;     // from the township's start of listening until the last check-in was acknowledged
    double cpu_ms = 0;      // of the township, a station
    double memory_kib = 0;  // resident at the township, a station, with all connected
};

// Stops the township, enrols the stations in `crowd_program` processes of at most 2,500 and lets them come when it
// serves again. False on failure, said on stderr.
bool measure_outage(township::testing::TownshipProcess& township, const std::string& crowd_program,
                    std::size_t stations, OutageFigures& figures);

}  // namespace doorstep::bench
