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

class OpenTerms : public ::testing::Test {
  protected:
    // "survey-start 2026-11-05, …": what runs once the case went through these states on these days.
    std::string after(const std::vector<std::pair<std::string, std::string>>& steps) const {
        std::vector<StateSince> since;
        for (const auto& [state, day] : steps) {
            since.push_back({state, CalendarDate::parse(day).value()});
        }
        std::string text;
        for (const auto& term : open_terms(testing::dibao(), since, calendar)) {
            text += term.deadline->id + " " + term.due.day.text() + ", ";
        }
        return text;
    }
    WorkCalendar calendar = WorkCalendar::load(DOORSTEP_SOURCE_DIR "/forms/data").value();
};

TEST_F(OpenTerms, EachEndsWithTheActThatItIsAbout) {
    const std::string decisions =
        "decision-by-township 2026-11-30, decision-by-county 2026-12-14, decision-hard-case 2027-01-04, ";
    EXPECT_EQ(after({}), "");
    EXPECT_EQ(after({{"delivered", "2026-11-01"}}), "");
    EXPECT_EQ(after({{"accepted", "2026-11-02"}}), "survey-start 2026-11-05, " + decisions);
    EXPECT_EQ(after({{"accepted", "2026-11-02"}, {"checking", "2026-11-03"}}),
              "survey-start 2026-11-05, data-check-start 2026-11-06, " + decisions);
    EXPECT_EQ(after({{"accepted", "2026-11-02"}, {"surveying", "2026-11-04"}}), decisions);
    EXPECT_EQ(after({{"accepted", "2026-11-02"}, {"publicity", "2026-11-10"}}), "publicity 2026-11-17, " + decisions);
    EXPECT_EQ(after({{"accepted", "2026-11-02"}, {"refused", "2026-11-10"}}), "refusal-notice 2026-11-13, ");
}

TEST_F(OpenTerms, NoneRunsOnceTheCaseIsOver) {
    EXPECT_EQ(after({{"accepted", "2026-11-02"}, {"withdrawn", "2026-11-04"}}), "");
    EXPECT_EQ(after({{"accepted", "2026-11-02"}, {"terminated-no-cooperation", "2026-11-04"}}), "");
    EXPECT_EQ(after({{"accepted", "2026-11-02"}, {"closed", "2026-11-04"}}), "");
}

TEST_F(OpenTerms, BeginAnewWhenTheCaseComesToTheStateAgain) {
    EXPECT_EQ(after({{"publicity", "2026-11-02"}, {"objection", "2026-11-03"}}), "");
    EXPECT_EQ(after({{"publicity", "2026-11-02"}, {"re-survey", "2026-11-04"}, {"publicity", "2026-11-10"}}),
              "publicity 2026-11-17, ");
}

TEST_F(OpenTerms, AStateOfANewerTownshipEndsNothingThatIsNotItsOwn) {
    EXPECT_EQ(after({{"accepted", "2026-11-02"}, {"of-tomorrow", "2026-11-04"}}).substr(0, 23),
              "survey-start 2026-11-05");
}

}  // namespace
}  // namespace doorstep::forms
