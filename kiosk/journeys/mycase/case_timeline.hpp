// One case as its owner reads it: the steps it has been through, where it stands, what happens next and by when.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QString>

#include "forms/deadlines.hpp"
#include "protocol/messages/agent.pb.h"

namespace doorstep::kiosk {

struct TimelineStep {
    QString text;
    QString term;  // the law's word, small; may be empty
    QString when;
    bool now = false;  // the last one: where the case stands
};

struct TimelineDue {
    QString what;  // is to have happened
    QString by;    // "By 5 November 2026"
    QString rule;  // small: the legal term in words, counted from which day
    QString note;  // the day has passed, or is not certain; mostly empty
    bool passed = false;
};

struct Timeline {
    int left_out = 0;  // earlier steps
    std::vector<TimelineStep> steps;
    QString next;
    std::vector<TimelineDue> dues;
    QString no_days;  // why no day can be told although something is waited for; mostly empty
};

// Steps shown of a case; a person who has been paid for years sees the newest.
inline constexpr std::size_t most_shown_steps = 8;

struct TimelineMakers {
    const forms::Scheme* scheme = nullptr;  // nullptr: not known at this station
    const forms::WorkCalendar& calendar;
    QString language;
    std::int64_t now_ms = 0;
    std::int64_t township_now_ms = 0;  // when the township was last heard; 0: never. Only it lets a day be past.
};

// Reentrant. The steps are the township's; what only the station knows (handed in, confirmed) is added to them.
Timeline timeline_of(const wire::CaseInfo& info, const TimelineMakers& makers);

}  // namespace doorstep::kiosk
