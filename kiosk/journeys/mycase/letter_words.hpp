// What is said when a letter about a case is handed in, and what is wrong with one that is not whole yet.
#pragma once

#include <QString>

#include "protocol/messages/envelope.pb.h"

namespace doorstep::kiosk {

struct LetterWords {
    QString sent_title;
    QString sent_text;  // what happens now
};

// Of the kinds that are written under a case; any other gets the words of a question.
LetterWords letter_words(wire::SubmissionKind kind);

}  // namespace doorstep::kiosk
