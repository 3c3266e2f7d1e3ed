#include "forms/work_calendar.hpp"

#include <gtest/gtest.h>

namespace doorstep::forms {
namespace {

CalendarDate day(std::string_view text) {
    return CalendarDate::parse(text).value();
}

const WorkCalendar& shipped() {
    static const WorkCalendar calendar = WorkCalendar::load(DOORSTEP_SOURCE_DIR "/forms/data").value();
    return calendar;
}

TEST(WorkCalendar, KnowsHolidaysAndMakeUpWorkingDays) {
    EXPECT_FALSE(shipped().is_working_day(day("2026-10-01")));
    EXPECT_FALSE(shipped().is_working_day(day("2026-02-17")));  // 春节
    EXPECT_TRUE(shipped().is_working_day(day("2026-10-09")));
    // A Saturday that is worked to make up for the holiday.
    EXPECT_EQ(day("2026-02-14").weekday(), 6);
    EXPECT_TRUE(shipped().is_working_day(day("2026-02-14")));
}

TEST(WorkCalendar, FirstDayIsNotCounted) {
    EXPECT_EQ(shipped().after_working_days(day("2026-11-23"), 0).day, day("2026-11-23"));
    EXPECT_EQ(shipped().after_working_days(day("2026-11-23"), 3).day, day("2026-11-26"));
    EXPECT_EQ(shipped().after_working_days(day("2026-11-27"), 1).day, day("2026-11-30"));  // over a weekend
    EXPECT_FALSE(shipped().after_working_days(day("2026-11-23"), 3).provisional);
}

TEST(WorkCalendar, HolidaysStretchADeadline) {
    // 30 September + 3 working days: 1–7 October are off, 8 and 9 are worked, 10 (Saturday) makes up.
    EXPECT_EQ(shipped().after_working_days(day("2026-09-30"), 3).day, day("2026-10-10"));
}

TEST(WorkCalendar, PublicityCountsCalendarDaysAndEndsOnAWorkingDay) {
    EXPECT_EQ(shipped().after_calendar_days(day("2026-11-23"), 7).day, day("2026-11-30"));
    EXPECT_EQ(shipped().after_calendar_days(day("2026-11-21"), 7).day, day("2026-11-30"));  // 28th is a Saturday
}

TEST(WorkCalendar, YearWithoutTableMakesItProvisional) {
    EXPECT_TRUE(shipped().after_working_days(day("2026-12-25"), 10).provisional);
    WorkCalendar calendar;
    ASSERT_TRUE(calendar.add_table(R"({"year": 2027, "days": []})"));
    EXPECT_FALSE(calendar.knows(2027));
    EXPECT_TRUE(calendar.after_working_days(day("2027-03-01"), 1).provisional);
}

TEST(WorkCalendar, DamagedTablesAreRefused) {
    WorkCalendar calendar;
    for (const char* text : {"", "[]", "{}", R"({"year": "2027", "days": []})", R"({"year": 2027, "days": [1]})",
                             R"({"year": 2027, "days": [{"date": "2027-02-30", "isOffDay": true}]})",
                             R"({"year": 2027, "days": [{"date": "2027-02-03"}]})"}) {
        const auto status = calendar.add_table(text);
        ASSERT_FALSE(status) << text;
        EXPECT_TRUE(status.error().is(FormsError::BadTable));
    }
}

}  // namespace
}  // namespace doorstep::forms
