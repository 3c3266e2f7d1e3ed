// Applications and check-ins through the screen while processes die.
#pragma once

#include <cstdint>

#include "tests/autopilot/journeys.hpp"

namespace doorstep::autopilot {

// That many rounds, each one person who applies and one who checks in; the first applies without a readable card and
// with the township off. kill -9 of each process at random meanwhile. Prints the seed. 0 lost, 0 doubled.
void visits_under_kills(const Run& run, int runs, std::uint64_t seed);

}  // namespace doorstep::autopilot
