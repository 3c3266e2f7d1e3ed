// A day at the station, through the screen: thirty people, one after another, and what goes wrong on such a day.
#pragma once

#include <filesystem>

#include "tests/autopilot/journeys.hpp"

namespace doorstep::autopilot {

// All visits of day_plan(), or its first `visits`. The township is off for a part of them; in the middle of one form
// the station's processes are killed at once, as a power cut does. Ends when everything has arrived, each thing once.
// `source` is the folder with the words; `run` gives the rest.
void day_at_the_station(const Run& run, const std::filesystem::path& source, std::size_t visits);

}  // namespace doorstep::autopilot
