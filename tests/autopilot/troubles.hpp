// What goes wrong at a kiosk, one condition after another: each has its own sentence on the page, and each is got over
// on that page.
#pragma once

#include "tests/autopilot/journeys.hpp"

namespace doorstep::autopilot {

// Unreadable, expired and other cards, a silent reader; cards that change hands during a visit.
void card_troubles(const Run& run);
// On the page that scans: nothing in the feeder, paper stuck. Leaves the page with no papers scanned.
bool scanner_troubles(const Run& run);
// On a page that prints a paper: out of paper, refilled. True when the paper came out after all.
bool printer_trouble_is_got_over(const Run& run, const std::string& printed_words);
// No camera, a black picture, nobody, several people; then the clerk's way. The card's face must be enrolled.
void camera_troubles(const Run& run, const std::string& card);
// A wrong PIN, the clerk's desk, its help.
void clerk_troubles(const Run& run);
// A form left in the middle comes back where it was.
void draft_comes_back(const Run& run, const std::string& card);
// The face consent is taken back: deleted at once.
void face_is_withdrawn(const Run& run, const std::string& card);

}  // namespace doorstep::autopilot
