// What people have to say to the township, through the real screen.
#pragma once

namespace doorstep::autopilot {

struct Run;

// Complains without a card and without a name, to the receipt.
void complain(const Run& run);
// On the page of the own case: begins a question and leaves it.
bool look_at_question(const Run& run);

}  // namespace doorstep::autopilot
