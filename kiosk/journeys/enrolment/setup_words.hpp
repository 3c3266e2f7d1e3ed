// One sentence and one "what now" for each reason why something of the set-up was not done.
#pragma once

#include "kiosk/words/fault_words.hpp"
#include "protocol/messages/setup.pb.h"

namespace doorstep::kiosk {

// In the language of the screen; empty for SETUP_FAULT_NONE.
FaultSentence setup_words(wire::SetupFault fault);

}  // namespace doorstep::kiosk
