// When a scheme's term ends: the clock starts on the day of the event that the township recorded, never at submission.
#pragma once

#include <string_view>

#include "forms/scheme.hpp"
#include "forms/work_calendar.hpp"

namespace doorstep::forms {

// Last day of the term that begins with an event on `day` (legal day, UTC+8).
DueDay due_day(const Deadline& deadline, const CalendarDate& day, const WorkCalendar& calendar);
// The scheme's deadline with that id; nullptr when it has none.
const Deadline* find_deadline(const Scheme& scheme, std::string_view id);

}  // namespace doorstep::forms
