#include "kiosk/journeys/mycase/case_talk.hpp"

#include <gtest/gtest.h>
#include <QJsonDocument>
#include <QJsonObject>

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

TEST(CaseTalk, WhatWasWrittenTravelsAsJsonWhateverStandsInIt) {
    const QString words = QStringLiteral("谁来\"家访\"？\n\\ }");
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(question_json(words)));
    EXPECT_EQ(json.object().size(), 1);
    EXPECT_EQ(json.object().value("question").toString(), words);
}

}  // namespace
}  // namespace doorstep::kiosk
