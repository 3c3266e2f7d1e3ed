#include "forms/deadlines.hpp"

#include "forms/testing.hpp"

namespace doorstep::forms {
namespace {

TEST(Deadlines, DecisionWithinThirtyWorkingDaysOfAcceptance) {
    const auto calendar = WorkCalendar::load(DOORSTEP_SOURCE_DIR "/forms/data").value();
    const auto accepted = CalendarDate::parse("2026-09-01").value();
    const auto* county = find_deadline(testing::dibao(), "decision-by-county");
    ASSERT_NE(county, nullptr);
    // Within it lie mid-autumn and the national holiday with their make-up days.
    int working = 0;
    const auto due = due_day(*county, accepted, calendar);
    for (auto day = accepted.plus_days(1); day <= due.day; day = day.plus_days(1)) {
        working += calendar.is_working_day(day) ? 1 : 0;
    }
    EXPECT_EQ(working, 30);
    EXPECT_TRUE(calendar.is_working_day(due.day));
    EXPECT_FALSE(due.provisional);
    EXPECT_EQ(find_deadline(testing::dibao(), "nothing"), nullptr);
}

TEST(Deadlines, PublicityIsSevenCalendarDays) {
    const auto calendar = WorkCalendar::load(DOORSTEP_SOURCE_DIR "/forms/data").value();
    const auto due =
        due_day(*find_deadline(testing::dibao(), "publicity"), CalendarDate::parse("2026-11-02").value(), calendar);
    EXPECT_EQ(due.day, CalendarDate::parse("2026-11-09").value());
}

TEST(Deadlines, LawIsTheCeilingOfEachTerm) {
    for (const auto& deadline : testing::dibao().deadlines()) {
        EXPECT_LE(deadline.days, deadline.ceiling) << deadline.id;
        EXPECT_FALSE(deadline.source.empty());
    }
    EXPECT_EQ(testing::dibao().review_months(), (ReviewMonths{12, 6}));
    EXPECT_EQ(testing::dibao().legal_basis("zh_CN").size(), 2U);
}

}  // namespace
}  // namespace doorstep::forms
