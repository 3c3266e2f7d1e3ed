// Applications through the screen while processes die.
#pragma once

#include <cstdint>

#include "tests/autopilot/journeys.hpp"

namespace doorstep::autopilot {

// That many applications, the first without a readable card and with the township off, with kill -9 of each process at
// random. Prints the seed. 0 lost, 0 doubled.
void applications_under_kills(const Run& run, int runs, std::uint64_t seed);

}  // namespace doorstep::autopilot
