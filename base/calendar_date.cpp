#include "base/calendar_date.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

namespace doorstep {
namespace {

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view digits) {
    int n = 0;
    for (const char c : digits) {
        n = n * 10 + (c - '0');
    }
    return n;
}

}  // namespace

Result<CalendarDate> CalendarDate::make(int year, int month, int day) {
    const std::chrono::year_month_day ymd{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                          std::chrono::day(static_cast<unsigned>(day))};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 || !ymd.ok()) {
        return DateError::NoSuchDay;
    }
    CalendarDate date;
    date.year_ = year;
    date.month_ = month;
    date.day_ = day;
    return date;
}

Result<CalendarDate> CalendarDate::parse(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') {
        return DateError::BadText;
    }
    return parse_compact(std::string(iso.substr(0, 4)).append(iso.substr(5, 2)).append(iso.substr(8, 2)));
}

Result<CalendarDate> CalendarDate::parse_compact(std::string_view digits) {
    if (digits.size() != 8 || !all_digits(digits)) {
        return DateError::BadText;
    }
    return make(number(digits.substr(0, 4)), number(digits.substr(4, 2)), number(digits.substr(6, 2)));
}

CalendarDate CalendarDate::legal_day(Instant instant) {
    constexpr std::int64_t day_ms = 86'400'000;
    const std::int64_t local = instant.milliseconds + 8LL * 3'600'000;
    return from_day_number(local >= 0 ? local / day_ms : (local - day_ms + 1) / day_ms);
}

CalendarDate CalendarDate::from_day_number(std::int64_t days) {
    const std::chrono::year_month_day ymd{std::chrono::sys_days(std::chrono::days(days))};
    CalendarDate date;
    date.year_ = static_cast<int>(ymd.year());
    date.month_ = static_cast<int>(static_cast<unsigned>(ymd.month()));
    date.day_ = static_cast<int>(static_cast<unsigned>(ymd.day()));
    return date;
}

std::int64_t CalendarDate::day_number() const {
    const std::chrono::year_month_day ymd{std::chrono::year(year_), std::chrono::month(static_cast<unsigned>(month_)),
                                          std::chrono::day(static_cast<unsigned>(day_))};
    return std::chrono::sys_days(ymd).time_since_epoch().count();
}

int CalendarDate::weekday() const {
    return static_cast<int>(((day_number() + 4) % 7 + 7) % 7);
}

std::string CalendarDate::text() const {
    return fmt::format("{:04}-{:02}-{:02}", year_, month_, day_);
}

std::string CalendarDate::compact_text() const {
    return fmt::format("{:04}{:02}{:02}", year_, month_, day_);
}

int age_in_years(const CalendarDate& birth, const CalendarDate& day) {
    const bool had_birthday = std::pair(day.month(), day.day()) >= std::pair(birth.month(), birth.day());
    return day.year() - birth.year() - (had_birthday ? 0 : 1);
}

}  // namespace doorstep
