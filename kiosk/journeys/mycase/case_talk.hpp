// What the person asked the township about a case and what it answered, in the order in which it was said.
#pragma once

#include <vector>

#include <QString>

#include "protocol/messages/agent.pb.h"

namespace doorstep::kiosk {

struct TalkLine {
    QString when;
    QString text;     // the township's words; of a question: where it is, because its words are sealed
    int answer = -1;  // place in CaseInfo.answers; -1: a question
};

// Reentrant. Oldest first; a question before an answer of the same moment.
std::vector<TalkLine> talk_of(const wire::CaseInfo& info, std::int64_t now_ms);

// What a person may write. A sheet of paper says more, and the clerk may scan one.
inline constexpr int longest_question = 300;  // characters
// The ANSWERS part of a question: UTF-8 JSON text.
std::string question_json(const QString& question);

}  // namespace doorstep::kiosk
