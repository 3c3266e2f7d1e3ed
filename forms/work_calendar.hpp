// Deadlines in working days (DOMAIN 1.5): the first day is not counted, a last day on a holiday moves to the next
// working day (民法典 201, 203). Dates are legal days (UTC+8): CalendarDate::legal_day.
#pragma once

#include <filesystem>
#include <map>
#include <set>

#include "base/calendar_date.hpp"
#include "base/error.hpp"
#include "forms/forms_error.hpp"

namespace doorstep::forms {

struct DueDay {
    CalendarDate day;
    // A year on the way has no holiday table yet: weekends are right, public holidays are not known.
    bool provisional = false;
};

// Public holidays and make-up working days. Reentrant, read-only once loaded.
class WorkCalendar {
  public:
    // Without tables: Monday to Friday, everything provisional.
    WorkCalendar() = default;
    // All holidays-YYYY.json of the folder (each ≤ 256 KiB); an empty table ("days": []) counts as none. BadTable names
    // the file.
    static Result<WorkCalendar> load(const std::filesystem::path& folder);
    // One table's JSON text.
    Status add_table(std::string_view json);

    // By table; where there is none by weekday.
    bool is_working_day(const CalendarDate& day) const;
    // True when that year has a table.
    bool knows(int year) const { return years_.count(year) > 0; }
    // The n-th working day after `start`, n ≥ 0 and ≤ 1000 (more is cut to it); n = 0 is `start` itself.
    DueDay after_working_days(const CalendarDate& start, int n) const;
    // n calendar days after `start` (publicity); a last day on a holiday moves on.
    DueDay after_calendar_days(const CalendarDate& start, int n) const;

  private:
    std::set<int> years_;
    std::map<CalendarDate, bool> exceptions_;  // day → is off
};

}  // namespace doorstep::forms
