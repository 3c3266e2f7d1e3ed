// A clerk practises, through the real screen.
#pragma once

namespace doorstep::autopilot {

struct Run;

// Begins an exercise, sees its pages and what a real card does in it, ends it. `whole`: also plays an application to
// its end and looks whether anything of it is at the station or at the township.
void practise(const Run& run, bool whole);

}  // namespace doorstep::autopilot
