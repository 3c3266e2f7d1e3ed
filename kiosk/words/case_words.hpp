// Case states, outbox items and times in plain words.
#pragma once

#include <cstdint>

#include <QString>

#include "protocol/messages/agent.pb.h"
#include "protocol/messages/hub.pb.h"

namespace doorstep::kiosk {

// What the state means to the person ("The township has your application."); a state of a newer township gets
// "The township is working on it.".
QString case_state_words(const QString& state_id);
// Where the newest submission is: "Saved here, will be sent." …; empty when the township holds it.
QString item_words(const wire::Item& item);
// "3 of 3 sent, township confirmed 14:02" (LESSONS: queue truth on screen).
QString queue_words(const wire::Items& counts);
// "Application", "Check-in" …
QString kind_words(wire::SubmissionKind kind);
// One reason why a scanned page should be scanned again.
QString page_reason_words(wire::PageReason reason);
// "14:02" today, "23 Nov 14:02" else, in legal time; empty for 0.
QString time_words(std::int64_t ms, std::int64_t now_ms);

}  // namespace doorstep::kiosk
