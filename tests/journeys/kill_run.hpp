// Hand-ins while processes die: nothing acknowledged is lost, nothing is doubled.
#pragma once

#include <cstdint>

#include "tests/journeys/steps.hpp"

namespace doorstep::journeys {

// That many hand-ins, the township off for the first few, with kill -9 of agent, township or hub at random moments.
// Prints the seed. Then waits until all has arrived and compares what was acknowledged with what the township holds.
void survive_kills(Station& station, int rounds, std::uint64_t seed);

}  // namespace doorstep::journeys
