#include "forms/work_calendar.hpp"

#include <algorithm>

#include "base/files.hpp"
#include "forms/bounded_json.hpp"

namespace doorstep::forms {
namespace {

constexpr int longest_term = 1000;

}  // namespace

Result<WorkCalendar> WorkCalendar::load(const std::filesystem::path& folder) {
    WorkCalendar calendar;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        const auto name = entry.path().filename().string();
        if (name.rfind("holidays-", 0) != 0 || entry.path().extension() != ".json") {
            continue;
        }
        DOORSTEP_TRY(const auto text, read_text_file(entry.path(), largest_text));
        if (auto added = calendar.add_table(text); !added) {
            return added.error().with_context(name);
        }
    }
    return failed ? Result<WorkCalendar>(file_error(failed.value(), "holiday tables"))
                  : Result<WorkCalendar>(std::move(calendar));
}

Status WorkCalendar::add_table(std::string_view json) {
    const Error bad(FormsError::BadTable, "a holiday table needs year and days {date, isOffDay}");
    const auto table = parse_object(json);
    if (!table || !table->contains("year") || !(*table)["year"].is_number_integer() || !table->contains("days") ||
        !(*table)["days"].is_array()) {
        return bad;
    }
    std::map<CalendarDate, bool> found;
    for (const auto& day : (*table)["days"]) {
        if (!day.is_object() || !day.contains("date") || !day["date"].is_string() || !day.contains("isOffDay") ||
            !day["isOffDay"].is_boolean()) {
            return bad;
        }
        const auto date = CalendarDate::parse(day["date"].get<std::string>());
        if (!date) {
            return bad;
        }
        found[*date] = day["isOffDay"].get<bool>();
    }
    // A table that is published before it is filled says nothing about its year.
    if (!found.empty()) {
        years_.insert((*table)["year"].get<int>());
        exceptions_.insert(found.begin(), found.end());
    }
    return {};
}

bool WorkCalendar::is_working_day(const CalendarDate& day) const {
    if (const auto found = exceptions_.find(day); found != exceptions_.end()) {
        return !found->second;
    }
    return day.weekday() != 0 && day.weekday() != 6;
}

DueDay WorkCalendar::after_working_days(const CalendarDate& start, int n) const {
    DueDay due{start, false};
    for (int left = std::clamp(n, 0, longest_term); left > 0;) {
        due.day = due.day.plus_days(1);
        due.provisional = due.provisional || !knows(due.day.year());
        left -= is_working_day(due.day) ? 1 : 0;
    }
    return due;
}

DueDay WorkCalendar::after_calendar_days(const CalendarDate& start, int n) const {
    DueDay due{start.plus_days(std::clamp(n, 0, longest_term)), false};
    due.provisional = !knows(due.day.year());
    while (n > 0 && !is_working_day(due.day)) {
        due.day = due.day.plus_days(1);
        due.provisional = due.provisional || !knows(due.day.year());
    }
    return due;
}

}  // namespace doorstep::forms
