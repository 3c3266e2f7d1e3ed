// What the person wrote to the township about a case and what it answered, in the order in which it was said; and which
// letters may be written now.
#pragma once

#include <vector>

#include <QString>

#include "protocol/messages/agent.pb.h"

namespace doorstep::kiosk {

struct TalkLine {
    QString when;
    QString mark;     // "You asked a question", "The township answers" …
    QString text;     // the township's words; of a letter: where it is, because its words are sealed
    int answer = -1;  // place in CaseInfo.answers; -1: a letter of the person's
    QString hearing;  // of an announced hearing: when, where, and until when to answer; else empty
};

// Reentrant. Oldest first; a letter before an answer of the same moment.
std::vector<TalkLine> talk_of(const wire::CaseInfo& info, std::int64_t now_ms);

// When and where an announced hearing is, and until when to answer.
QString hearing_words(const wire::Hearing& hearing, std::int64_t now_ms);

// The application is before its decision, so that it may be taken back or corrected.
bool is_undecided(const wire::CaseInfo& info);
// The person has taken it back, and the township has not taken that up yet: one may still keep it.
bool is_withdrawing(const wire::CaseInfo& info);

// What a person may write. A sheet of paper says more, and may be scanned.
inline constexpr int longest_words = 300;  // characters

}  // namespace doorstep::kiosk
