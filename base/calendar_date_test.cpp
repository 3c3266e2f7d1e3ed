#include "base/calendar_date.hpp"

#include <cstdlib>
#include <ctime>

#include <gtest/gtest.h>

namespace doorstep {
namespace {

TEST(CalendarDate, ParsesBothFormsAndRefusesTheRest) {
    EXPECT_EQ(CalendarDate::parse("1949-12-31").value().compact_text(), "19491231");
    EXPECT_EQ(CalendarDate::parse_compact("20240229").value().text(), "2024-02-29");
    EXPECT_TRUE(CalendarDate::parse_compact("20230229").error().is(DateError::NoSuchDay));
    EXPECT_TRUE(CalendarDate::parse("4/1/41").error().is(DateError::BadText));
    EXPECT_TRUE(CalendarDate::parse("41-04-01").error().is(DateError::BadText));
    EXPECT_TRUE(CalendarDate::parse_compact("0000 101").error().is(DateError::BadText));
}

TEST(CalendarDate, DayOfBirthDoesNotMoveWithTheMachinesZone) {
    const auto birth = CalendarDate::parse("1980-01-01").value();
    for (const auto* zone : {"UTC", "Asia/Shanghai", "America/Los_Angeles"}) {
        setenv("TZ", zone, 1);
        tzset();
        EXPECT_EQ(CalendarDate::parse(birth.text()).value(), birth) << zone;
        EXPECT_EQ(CalendarDate::from_day_number(birth.day_number()), birth) << zone;
    }
    unsetenv("TZ");
}

TEST(CalendarDate, LegalDayIsUtcPlusEight) {
    // 2026-11-23 16:00:00 UTC is already the 24th in Beijing; a minute earlier it is not.
    const std::int64_t sixteen = 1795449600000;
    EXPECT_EQ(CalendarDate::legal_day({sixteen}).text(), "2026-11-24");
    EXPECT_EQ(CalendarDate::legal_day({sixteen - 1}).text(), "2026-11-23");
    EXPECT_EQ(CalendarDate::legal_day({-8LL * 3600 * 1000 - 1}).text(), "1969-12-31");
}

TEST(CalendarDate, AgeCountsCompletedYears) {
    const auto birth = CalendarDate::parse("2008-02-29").value();
    EXPECT_EQ(age_in_years(birth, CalendarDate::parse("2026-02-28").value()), 17);
    EXPECT_EQ(age_in_years(birth, CalendarDate::parse("2026-03-01").value()), 18);
    EXPECT_LT(age_in_years(birth, CalendarDate::parse("2000-01-01").value()), 0);
}

TEST(CalendarDate, WeekdayAndNextDay) {
    const auto monday = CalendarDate::parse("2026-11-23").value();
    EXPECT_EQ(monday.weekday(), 1);
    EXPECT_EQ(monday.plus_days(8).text(), "2026-12-01");
}

}  // namespace
}  // namespace doorstep
