// The feed's part of `verify`.
#pragma once

#include "township/archive/check.hpp"

namespace doorstep::township {

// A township: batches that wait are what their rows say. A county: every batch that was taken has its township's
// signature, goes on from the one before, and its items are what was signed. Adds to the report; changes nothing.
void check_feed(Archive& archive, CheckReport& report);

}  // namespace doorstep::township
