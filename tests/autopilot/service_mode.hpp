// A technician at the station, through the real screen.
#pragma once

#include <string>

namespace doorstep::autopilot {

struct Run;

// Signs in for the first time with that code, opens service mode with the own card, looks at each of its pages.
void service_mode(const Run& run, const std::string& code);

}  // namespace doorstep::autopilot
