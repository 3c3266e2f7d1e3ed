#include "kiosk/journeys/mycase/case_talk.hpp"

#include <set>

#include <gtest/gtest.h>

namespace doorstep::kiosk {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t morning_ms = 1'793'577'600'000;  // 2 November 2026, 8:00 legal time

TEST(CaseTalk, QuestionsAndAnswersStandInTheOrderInWhichTheyWereSaid) {
    wire::CaseInfo info;
    const auto ask = [&](std::int64_t ms, wire::Item::State state) {
        auto& question = *info.add_questions();
        question.set_submitted_ms(ms);
        question.set_state(state);
    };
    const auto answer = [&](std::int64_t ms, const char* text) {
        auto& one = *info.add_answers();
        one.set_text(text);
        one.set_township_ms(ms);
    };
    EXPECT_TRUE(talk_of(info, morning_ms).empty());
    ask(morning_ms, wire::Item::PRUNED);
    ask(morning_ms + 2 * hour_ms, wire::Item::SEALED);
    answer(morning_ms, "On Monday.");
    answer(morning_ms + hour_ms, "Bring the book.");
    const auto lines = talk_of(info, morning_ms);
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_EQ(lines[0].answer, -1) << "of the same moment the question comes first";
    EXPECT_EQ(lines[0].text, "The township has your question.");
    EXPECT_EQ(lines[0].when, "08:00");
    EXPECT_EQ(lines[1].answer, 0);
    EXPECT_EQ(lines[1].text, "On Monday.");
    EXPECT_EQ(lines[2].answer, 1);
    EXPECT_EQ(lines[3].answer, -1);
    EXPECT_FALSE(lines[3].text.isEmpty()) << "it waits here";
    EXPECT_NE(lines[3].text, lines[0].text);
}

TEST(CaseTalk, EachLetterIsNamedForWhatItIs) {
    wire::CaseInfo info;
    std::set<QString> marks;
    for (const auto kind : {wire::QUESTION, wire::SUPPLEMENT, wire::APPLICATION_WITHDRAWN, wire::APPLICATION_KEPT,
                            wire::HEARING_ANSWER}) {
        info.clear_questions();
        info.add_questions()->set_kind(kind);
        marks.insert(talk_of(info, morning_ms).at(0).mark);
    }
    EXPECT_EQ(marks.size(), 5U);
}

TEST(CaseTalk, AHearingSaysWhenWhereAndUntilWhenToAnswer) {
    wire::CaseInfo info;
    auto& answer = *info.add_answers();
    answer.set_text("We want to hear you before the amount changes.");
    auto& hearing = *answer.mutable_hearing();
    hearing.set_on("2026-11-10 09:00");
    hearing.set_place("Room 2");
    hearing.set_answer_by("2026-11-02");
    const auto told = talk_of(info, morning_ms).at(0).hearing;
    for (const auto* words : {"2026-11-10 09:00", "Room 2", "by 2026-11-02"}) {
        EXPECT_TRUE(told.contains(words)) << told.toStdString();
    }
    const auto late = talk_of(info, morning_ms + 24 * hour_ms).at(0).hearing;
    EXPECT_TRUE(late.contains("You can still answer")) << late.toStdString();
}

TEST(CaseTalk, OnlyWhatIsBeforeItsDecisionCanBeTakenBack) {
    wire::CaseInfo info;
    info.set_kind(wire::APPLICATION);
    EXPECT_TRUE(is_undecided(info)) << "not at the township yet";
    for (const auto* state : {"delivered", "needs-supplement", "surveying", "publicity", "county-review"}) {
        info.set_state(state);
        EXPECT_TRUE(is_undecided(info)) << state;
    }
    for (const auto* state :
         {"approved", "refused", "paying", "hearing", "withdrawn", "closed", "of-a-newer-township"}) {
        info.set_state(state);
        EXPECT_FALSE(is_undecided(info)) << state;
    }
    info.set_state("delivered");
    info.set_kind(wire::CHECK_IN);
    EXPECT_FALSE(is_undecided(info)) << "no application";
}

TEST(CaseTalk, TheLastWordCountsUntilTheTownshipHasTakenItUp) {
    wire::CaseInfo info;
    info.set_kind(wire::APPLICATION);
    info.set_state("accepted");
    EXPECT_FALSE(is_withdrawing(info));
    info.add_questions()->set_kind(wire::APPLICATION_WITHDRAWN);
    EXPECT_TRUE(is_withdrawing(info));
    info.add_questions()->set_kind(wire::QUESTION);
    EXPECT_TRUE(is_withdrawing(info));
    info.add_questions()->set_kind(wire::APPLICATION_KEPT);
    EXPECT_FALSE(is_withdrawing(info));
    info.add_questions()->set_kind(wire::APPLICATION_WITHDRAWN);
    info.set_state("withdrawn");
    EXPECT_FALSE(is_withdrawing(info)) << "taken up: nothing to take back any more";
}

}  // namespace
}  // namespace doorstep::kiosk
