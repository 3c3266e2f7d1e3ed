// Who comes to an exercise: persons who do not exist, with numbers of area 99, which is no place (GB/T 2260).
// Reentrant.
#pragma once

#include <vector>

#include "protocol/messages/common.pb.h"

namespace doorstep::kiosk {

// Complete cards with right check characters: an old woman alone, a man of a large household, a young mother.
std::vector<wire::CardFields> made_up_persons();

}  // namespace doorstep::kiosk
