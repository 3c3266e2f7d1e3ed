#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include <google/protobuf/descriptor.h>

#include "forms/case_states.hpp"
#include "kiosk/words/case_steps.hpp"
#include "kiosk/words/case_words.hpp"
#include "kiosk/words/fault_words.hpp"
#include "kiosk/words/health_words.hpp"
#include "kiosk/words/update_words.hpp"

namespace doorstep::kiosk {
namespace {

wire::Fault fault(wire::FaultCode code) {
    wire::Fault one;
    one.set_code(code);
    return one;
}

TEST(FaultWords, EveryCodeHasASentenceOfItsOwnAndAWhatNow) {
    const auto* codes = google::protobuf::GetEnumDescriptor<wire::FaultCode>();
    const auto internal = fault_words(fault(wire::FAULT_INTERNAL)).sentence;
    int seen = 0;
    for (int i = 0; i < codes->value_count(); ++i) {
        const auto code = static_cast<wire::FaultCode>(codes->value(i)->number());
        if (code == wire::FAULT_NONE) {
            continue;
        }
        const auto words = fault_words(fault(code));
        EXPECT_FALSE(words.sentence.isEmpty()) << codes->value(i)->name();
        EXPECT_FALSE(words.what_now.isEmpty()) << codes->value(i)->name();
        EXPECT_FALSE(words.what_now.contains("%1")) << codes->value(i)->name();
        EXPECT_TRUE(code == wire::FAULT_INTERNAL || words.sentence != internal) << codes->value(i)->name();
        ++seen;
    }
    EXPECT_GT(seen, 50);
}

TEST(FaultWords, NoFaultHasNoWords) {
    EXPECT_TRUE(fault_words({}).sentence.isEmpty());
}

TEST(FaultWords, ALockedPinTellsTheWait) {
    auto locked = fault(wire::FAULT_PIN_LOCKED);
    (*locked.mutable_parameters())["wait_s"] = "300";
    EXPECT_TRUE(fault_words(locked).what_now.contains("5 min"));
}

TEST(HealthWords, EveryThingThatIsLookedAtHasARowAndWhatNobodyKnowsSaysWhatToDo) {
    wire::SelfTestRecord record;
    const auto empty = health_rows(record);
    for (const auto& row : empty) {
        EXPECT_EQ(row.state, HealthState::Unknown) << row.name.toStdString();
        EXPECT_TRUE(row.value.isEmpty()) << row.name.toStdString();
        EXPECT_FALSE(row.help.isEmpty()) << row.name.toStdString();
    }
    std::set<QString> names;
    const auto* whats = google::protobuf::GetEnumDescriptor<wire::HealthFact::What>();
    for (int i = 0; i < whats->value_count(); ++i) {
        const auto what = static_cast<wire::HealthFact::What>(whats->value(i)->number());
        if (what == wire::HealthFact::WHAT_UNKNOWN || what == wire::HealthFact::GLASS_SPOTS) {
            continue;  // the glasses have rows of their own, with their places
        }
        for (const auto verdict : {wire::HealthFact::LOOK, wire::HealthFact::CALL, wire::HealthFact::GOOD}) {
            record.Clear();
            auto& fact = *record.add_facts();
            fact.set_what(what);
            fact.set_value(7);
            fact.set_word("library");
            fact.set_verdict(verdict);
            const auto rows = health_rows(record);
            const auto row = std::find_if(rows.begin(), rows.end(),
                                          [](const auto& one) { return one.state != HealthState::Unknown; });
            ASSERT_NE(row, rows.end()) << whats->value(i)->name();
            EXPECT_FALSE(row->value.isEmpty()) << whats->value(i)->name();
            EXPECT_FALSE(row->value.contains("%1")) << whats->value(i)->name();
            names.insert(row->name);
        }
    }
    EXPECT_EQ(names.size(), static_cast<std::size_t>(whats->value_count() - 2)) << "two are called alike";
}

TEST(UpdateWords, EachCodeOfTheUpdaterHasASentenceAndOneOfANewerUpdaterIsRefusedByItsWord) {
    std::set<QString> sentences;
    for (const auto* code : {"checking", "installing", "installed", "same", "not-signed", "not-ours", "not-yet",
                             "tried", "older", "failed", "damaged", "fell-back", "no-space"}) {
        const auto news = update_words(code, "1.3.0");
        EXPECT_TRUE(sentences.insert(news.text).second) << code;
        EXPECT_FALSE(news.text.contains("%1") || news.text.contains(code + QString(")"))) << code;
    }
    EXPECT_TRUE(update_words("of-tomorrow", "").text.contains("of-tomorrow"));
    EXPECT_TRUE(update_news({}).empty());
}

TEST(CaseWords, EveryStateHasWordsOfItsOwn) {
    const auto unknown = case_state_words("of-a-newer-township");
    EXPECT_FALSE(unknown.isEmpty());
    for (const auto state : forms::all_case_states()) {
        const auto id = forms::case_state_id(state);
        EXPECT_NE(case_state_words(QString::fromUtf8(id.data(), static_cast<qsizetype>(id.size()))), unknown) << id;
    }
}

TEST(CaseSteps, EveryStateHasANameAndSaysWhatComesNext) {
    const auto unknown = case_step_words("of-a-newer-township");
    EXPECT_FALSE(knows_case_step("of-a-newer-township"));
    EXPECT_FALSE(unknown.name.isEmpty() || unknown.next.isEmpty());
    std::set<QString> names;
    for (const auto state : forms::all_case_states()) {
        const auto id = forms::case_state_id(state);
        const auto words = case_step_words(id);
        EXPECT_TRUE(knows_case_step(id)) << id;
        EXPECT_TRUE(names.insert(words.name).second) << id << " is called like another";
        EXPECT_FALSE(words.next.isEmpty()) << id;
        EXPECT_EQ(words.term.isEmpty(), id == "draft") << id;
    }
}

TEST(CaseSteps, DaysAndTermsAreSaid) {
    const auto day = CalendarDate::parse("2026-11-05").value();
    EXPECT_EQ(day_words(day, "en"), "5 November 2026");
    EXPECT_EQ(day_words(day, "zh_CN"), "2026年11月5日");
    EXPECT_EQ(term_words(0, false), "on the same day");
    EXPECT_EQ(term_words(1, true), "within 1 working day");
    EXPECT_EQ(term_words(30, true), "within 30 working days");
    EXPECT_EQ(term_words(1, false), "within 1 day");
    EXPECT_EQ(term_words(7, false), "within 7 days");
}

TEST(CaseWords, TheQueueIsTold) {
    wire::Items counts;
    counts.set_sent(3);
    counts.set_last_confirmed_ms(1'700'000'000'000);
    EXPECT_EQ(queue_words(counts), "3 of 3 sent, township confirmed 2023-11-15 06:13");
}

TEST(CaseWords, ATimeOfTodayHasNoDate) {
    EXPECT_EQ(time_words(1'700'000'000'000, 1'700'000'060'000), "06:13");
    EXPECT_EQ(time_words(0, 1), "");
}

TEST(CaseWords, EveryPageReasonHasWords) {
    const auto* reasons = google::protobuf::GetEnumDescriptor<wire::PageReason>();
    for (int i = 1; i < reasons->value_count(); ++i) {
        EXPECT_FALSE(page_reason_words(static_cast<wire::PageReason>(reasons->value(i)->number())).isEmpty())
            << reasons->value(i)->name();
    }
}

}  // namespace
}  // namespace doorstep::kiosk
