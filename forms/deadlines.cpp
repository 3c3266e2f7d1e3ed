#include "forms/deadlines.hpp"

namespace doorstep::forms {

DueDay due_day(const Deadline& deadline, const CalendarDate& day, const WorkCalendar& calendar) {
    return deadline.working_days ? calendar.after_working_days(day, deadline.days)
                                 : calendar.after_calendar_days(day, deadline.days);
}

const Deadline* find_deadline(const Scheme& scheme, std::string_view id) {
    for (const auto& deadline : scheme.deadlines()) {
        if (deadline.id == id) {
            return &deadline;
        }
    }
    return nullptr;
}

}  // namespace doorstep::forms
