// One sentence and one "what now" for each fault code (DESIGN rule 5): the only place where a fault becomes words.
#pragma once

#include <QString>

#include "protocol/messages/common.pb.h"

namespace doorstep::kiosk {

struct FaultSentence {
    QString sentence;  // what happened
    QString what_now;  // what the person can do
};

// In the language of the installed translator; call again after it changed. A code of a newer process gets the words
// of FAULT_INTERNAL. FAULT_NONE gives empty texts.
FaultSentence fault_words(const wire::Fault& fault);

}  // namespace doorstep::kiosk
