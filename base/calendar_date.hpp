// A day in the civil calendar. Dates of birth are calendar dates, never timestamps: no zone ever moves them.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/error.hpp"

namespace doorstep {

enum class DateError {
    BadText = 1,  // ask again: not a date in the form that was promised
    NoSuchDay,    // ask again: e.g. 30 February
};
template <>
struct ErrorNames<DateError> {
    static constexpr std::string_view module = "date";
    static std::string_view name(DateError e) { return e == DateError::BadText ? "BadText" : "NoSuchDay"; }
};

// Proleptic Gregorian, years 1 … 9999, always valid once made.
class CalendarDate {
  public:
    CalendarDate() = default;
    // NoSuchDay unless the day exists.
    static Result<CalendarDate> make(int year, int month, int day);
    // "2026-11-23"; four-digit years only (two digits once made people -25 years old).
    static Result<CalendarDate> parse(std::string_view iso);
    // "20261123", as ID cards and ID numbers carry it.
    static Result<CalendarDate> parse_compact(std::string_view digits);
    // The legal day (UTC+8) at that instant.
    static CalendarDate legal_day(Instant instant);
    // Day number, 0 = 1970-01-01.
    static CalendarDate from_day_number(std::int64_t days);

    int year() const { return year_; }
    int month() const { return month_; }
    int day() const { return day_; }
    std::int64_t day_number() const;
    // 0 = Sunday … 6 = Saturday.
    int weekday() const;
    CalendarDate plus_days(std::int64_t days) const { return from_day_number(day_number() + days); }
    // "2026-11-23"
    std::string text() const;
    // "20261123"
    std::string compact_text() const;
    auto operator<=>(const CalendarDate&) const = default;

  private:
    int year_ = 1970;
    int month_ = 1;
    int day_ = 1;
};

// Completed years at `day`; negative before birth. On 29 February the birthday of other years is 1 March.
int age_in_years(const CalendarDate& birth, const CalendarDate& day);

}  // namespace doorstep
