// When a scheme's term ends: the clock starts on the day of the event that the township recorded, never at submission.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "forms/scheme.hpp"
#include "forms/work_calendar.hpp"

namespace doorstep::forms {

// Last day of the term that begins with an event on `day` (legal day, UTC+8).
DueDay due_day(const Deadline& deadline, const CalendarDate& day, const WorkCalendar& calendar);
// The scheme's deadline with that id; nullptr when it has none.
const Deadline* find_deadline(const Scheme& scheme, std::string_view id);

// A state that a case came to, and on which legal day.
struct StateSince {
    std::string state;  // id of case_states; others are passed over
    CalendarDate day;
};

// A term that is running.
struct OpenTerm {
    const Deadline* deadline = nullptr;  // the scheme's
    CalendarDate began;
    DueDay due;      // by the county's days
    DueDay ceiling;  // by the law's; the same day where the county did not shorten
};

// The terms of a case that are running now, the soonest first. `steps` oldest first, the last is where the case is. A
// term runs anew when the case came to its state again; none runs once the case is closed, withdrawn, not accepted or
// given up, unless it begins there.
std::vector<OpenTerm> open_terms(const Scheme& scheme, std::span<const StateSince> steps, const WorkCalendar& calendar);

}  // namespace doorstep::forms
