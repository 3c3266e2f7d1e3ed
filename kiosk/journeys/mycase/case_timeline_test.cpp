#include "kiosk/journeys/mycase/case_timeline.hpp"

#include <gtest/gtest.h>
#include <QStringList>

#include "base/clock.hpp"
#include "forms/case_states.hpp"

namespace doorstep::kiosk {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

// Noon of that legal day.
std::int64_t noon(const char* day) {
    return CalendarDate::parse(day).value().day_number() * day_ms + day_ms / 6;
}

class CaseTimelineTest : public testing::Test {
  protected:
    CaseTimelineTest() {
        info.set_kind(wire::APPLICATION);
        info.set_item_state(wire::Item::ACKNOWLEDGED);
    }
    void step(const char* state, const char* day) {
        auto& one = *info.add_steps();
        one.set_state(state);
        one.set_township_ms(noon(day));
        info.set_state(state);
        info.set_state_ms(one.township_ms());
    }
    Timeline made() const { return timeline_of(info, {scheme, calendar, "en", noon("2026-11-30"), township_now}); }
    static std::string names(const Timeline& line) {
        QStringList all;
        for (const auto& one : line.steps) {
            all.append(one.now ? "*" + one.term : one.term);
        }
        return all.join(" > ").toStdString();
    }

    wire::CaseInfo info;
    forms::Scheme dibao = forms::Scheme::load(DOORSTEP_SOURCE_DIR "/schemes/dibao").value();
    const forms::Scheme* scheme = &dibao;
    forms::WorkCalendar calendar = forms::WorkCalendar::load(DOORSTEP_SOURCE_DIR "/forms/data").value();
    std::int64_t township_now = 0;
};

TEST_F(CaseTimelineTest, TheStepsStandInOrderWithTheirDays) {
    info.set_submitted_ms(noon("2026-10-30"));
    step("delivered", "2026-10-31");
    step("accepted", "2026-11-02");
    const auto line = made();
    EXPECT_EQ(names(line), "Application > Receipt > *Acceptance");
    EXPECT_EQ(line.steps[0].when, "2026-10-30 12:00");
    EXPECT_EQ(line.steps[2].when, "2026-11-02 12:00");
    EXPECT_EQ(line.steps[2].text, "The township has accepted it and begins its work.");
    EXPECT_TRUE(line.next.contains("visits your home"));
    EXPECT_EQ(line.left_out, 0);
}

TEST_F(CaseTimelineTest, EachRunningTermHasItsDayAndTheRule) {
    step("accepted", "2026-11-02");
    auto line = made();
    ASSERT_EQ(line.dues.size(), 4U);
    EXPECT_EQ(line.dues[0].what, "The home visit has begun");
    EXPECT_EQ(line.dues[0].by, "By 5 November 2026");
    EXPECT_EQ(line.dues[0].rule,
              "Counted from 2 November 2026 on: within 3 working days. That is the most the rules allow.");
    EXPECT_EQ(line.dues[2].by, "By 14 December 2026");
    EXPECT_TRUE(line.dues[2].note.isEmpty());
    EXPECT_TRUE(line.dues[3].note.contains("not known here yet")) << "2027 has no table";
    EXPECT_TRUE(line.no_days.isEmpty());
    step("publicity", "2026-11-10");
    line = made();
    EXPECT_EQ(line.dues[0].what, "The opinion has been shown in the village");
    EXPECT_EQ(line.dues[0].by, "By 17 November 2026");
}

TEST_F(CaseTimelineTest, ADayIsPastOnlyByTheTownshipsClock) {
    step("accepted", "2026-11-02");
    EXPECT_FALSE(made().dues[0].passed) << "the station's own clock may be wrong";
    township_now = noon("2026-11-05");
    EXPECT_FALSE(made().dues[0].passed) << "the last day is a day of the term";
    township_now = noon("2026-11-06");
    EXPECT_TRUE(made().dues[0].passed);
    EXPECT_TRUE(made().dues[0].note.contains("ask the clerk"));
    EXPECT_FALSE(made().dues[1].passed);
}

TEST_F(CaseTimelineTest, ACountysShorterDayShowsTheLawsOwnToo) {
    dibao = forms::Scheme::load(DOORSTEP_SOURCE_DIR "/schemes/linshi").value();
    step("relief-first", "2026-11-02");
    const auto line = made();
    ASSERT_EQ(line.dues.size(), 1U);
    EXPECT_EQ(line.dues[0].by, "By 3 November 2026");
    EXPECT_EQ(line.dues[0].rule,
              "Counted from 2 November 2026 on: within 1 working day. The rules allow until 5 November 2026 at most.");
}

TEST_F(CaseTimelineTest, WithoutTheSchemeItSaysWhomToAsk) {
    scheme = nullptr;
    step("accepted", "2026-11-02");
    const auto line = made();
    EXPECT_TRUE(line.dues.empty());
    EXPECT_TRUE(line.no_days.contains("Ask the clerk"));
    EXPECT_FALSE(line.next.isEmpty());
}

TEST_F(CaseTimelineTest, AStateOfANewerTownshipHasWordsAndADayOfWhatStillRuns) {
    step("accepted", "2026-11-02");
    step("of-tomorrow", "2026-11-10");
    const auto line = made();
    EXPECT_EQ(line.steps.back().text, "The township is working on it.");
    EXPECT_TRUE(line.next.contains("clerk"));
    EXPECT_EQ(line.dues.back().what, "It is decided, when it is a difficult case");
}

TEST_F(CaseTimelineTest, AnOlderTownshipTellsOneStepOnly) {
    info.set_state("surveying");
    info.set_state_ms(noon("2026-11-10"));
    EXPECT_EQ(names(made()), "*Household survey");
    EXPECT_TRUE(made().no_days.contains("name no day"));
}

TEST_F(CaseTimelineTest, WhatWasAddedAndIsStillHereStandsLast) {
    step("needs-supplement", "2026-11-10");
    info.set_submitted_ms(noon("2026-11-12"));
    info.set_item_state(wire::Item::SEALED);
    EXPECT_EQ(names(made()), "Supplement > *Application");
    info.set_item_state(wire::Item::ACKNOWLEDGED);
    EXPECT_EQ(names(made()), "*Supplement") << "the township's own list counts";
}

TEST_F(CaseTimelineTest, NothingButAHandInIsATimelineToo) {
    info.set_submitted_ms(noon("2026-11-12"));
    info.set_item_state(wire::Item::SEALED);
    EXPECT_EQ(names(made()), "*Application");
    info.set_kind(wire::CHECK_IN);
    EXPECT_TRUE(made().next.contains("by itself"));
    step("delivered", "2026-11-13");
    EXPECT_EQ(made().next, "You need not do anything more.");
    EXPECT_TRUE(made().dues.empty());
}

TEST_F(CaseTimelineTest, OfManyYearsTheNewestStepsAreShown) {
    for (int year = 0; year < 6; ++year) {
        step("paying", "2026-11-02");
        step("review-due", "2026-11-03");
    }
    const auto line = made();
    EXPECT_EQ(line.steps.size(), most_shown_steps);
    EXPECT_EQ(line.left_out, 4);
    EXPECT_TRUE(line.steps.back().now);
}

TEST_F(CaseTimelineTest, EveryStateSaysWhatComesNextAndEndsWaitForNothing) {
    for (const auto state : forms::all_case_states()) {
        info.clear_steps();
        step(std::string(forms::case_state_id(state)).c_str(), "2026-11-02");
        const auto line = made();
        EXPECT_FALSE(line.next.isEmpty()) << forms::case_state_id(state);
        const auto ahead = forms::moves_from(state);
        if (ahead.empty() || ahead[0] == forms::CaseState::Closed) {
            EXPECT_TRUE(line.no_days.isEmpty()) << forms::case_state_id(state);
        }
    }
}

}  // namespace
}  // namespace doorstep::kiosk
