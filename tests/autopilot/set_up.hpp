// A machine that is no station yet becomes one, through the real screen.
#pragma once

namespace doorstep::autopilot {

struct Run;

// The eight steps with the invitation from the stick, from the first page to home. The clerk's PIN is set on the way.
void set_up(const Run& run);

}  // namespace doorstep::autopilot
