#include "forms/deadlines.hpp"

#include <algorithm>

#include "forms/case_states.hpp"

namespace doorstep::forms {
namespace {

DueDay day_after(const Deadline& deadline, int days, const CalendarDate& day, const WorkCalendar& calendar) {
    return deadline.working_days ? calendar.after_working_days(day, days) : calendar.after_calendar_days(day, days);
}

// Nothing is waited for any more.
bool is_over(std::string_view state_id) {
    const auto state = parse_case_state(state_id);
    if (!state) {
        return false;
    }
    const auto next = moves_from(*state);
    return next.empty() || (next.size() == 1 && next[0] == CaseState::Closed);
}

bool runs(const Deadline& deadline, std::span<const StateSince> since_began) {
    const auto& now = since_began.back().state;
    if (since_began.size() > 1 && (deadline.until.empty() || is_over(now))) {
        return false;
    }
    return std::none_of(since_began.begin() + 1, since_began.end(), [&](const StateSince& step) {
        return std::find(deadline.until.begin(), deadline.until.end(), step.state) != deadline.until.end();
    });
}

}  // namespace

DueDay due_day(const Deadline& deadline, const CalendarDate& day, const WorkCalendar& calendar) {
    return day_after(deadline, deadline.days, day, calendar);
}

const Deadline* find_deadline(const Scheme& scheme, std::string_view id) {
    for (const auto& deadline : scheme.deadlines()) {
        if (deadline.id == id) {
            return &deadline;
        }
    }
    return nullptr;
}

std::vector<OpenTerm> open_terms(const Scheme& scheme, std::span<const StateSince> steps,
                                 const WorkCalendar& calendar) {
    std::vector<OpenTerm> open;
    for (const auto& deadline : scheme.deadlines()) {
        for (std::size_t place = steps.size(); place-- > 0;) {
            if (steps[place].state != deadline.from) {
                continue;
            }
            if (runs(deadline, steps.subspan(place))) {
                const auto& day = steps[place].day;
                open.push_back({&deadline, day, due_day(deadline, day, calendar),
                                day_after(deadline, deadline.ceiling, day, calendar)});
            }
            break;
        }
    }
    std::stable_sort(open.begin(), open.end(), [](const auto& a, const auto& b) { return a.due.day < b.due.day; });
    return open;
}

}  // namespace doorstep::forms
