// The township is asked live about a card whose owner this station holds nothing of (SECURITY 6).
#include <gtest/gtest.h>

#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

using testing::citizen_number;
using testing::FakeGateway;
using testing::TestStation;

class AskTownshipTest : public ::testing::Test {
  protected:
    void SetUp() override {
        station_.settings.delays.card_answer = 200;
        gateway_.confirm(station_.enrol(gateway_.invitation("village-1")));
        wire::CaseState state;
        state.set_case_number("260000000001");
        state.set_scheme("dibao");
        state.set_state("in_review");
        state.set_note("入户核查");
        state.set_township_ms(1'795'000'000'000);
        gateway_.cases_of[citizen_number(5)] = {state};
    }
    void start() {
        station_.start();
        ASSERT_TRUE(station_.turn_until([&] { return station_.status().line_up(); }));
    }
    wire::FaultCode ask(const std::string& session) {
        wire::AgentRequest request;
        request.mutable_ask_township()->set_session(session);
        return station_.ask(request).fault().code();
    }
    wire::Cases cases(const std::string& session) {
        wire::AgentRequest request;
        request.mutable_my_cases()->set_session(session);
        return station_.ask(request).cases();
    }
    wire::Cases asked_and_waited(const std::string& session) {
        EXPECT_EQ(ask(session), wire::FAULT_NONE);
        EXPECT_TRUE(station_.turn_until([&] { return cases(session).asking() != wire::ASKING; }));
        return cases(session);
    }
    void expect_not_answered(const wire::Cases& told, wire::FaultCode why) {
        EXPECT_EQ(told.asking(), wire::NOT_ANSWERED);
        EXPECT_EQ(wire::FaultCode_Name(told.not_answered().code()), wire::FaultCode_Name(why));
        EXPECT_EQ(told.cases_size(), 0);
    }
    TestStation station_;
    FakeGateway gateway_{station_.loop};
};

TEST_F(AskTownshipTest, WhatItSaysToTheCardIsShownAndKeptByNobody) {
    start();
    const auto session = station_.open_person(citizen_number(5));
    EXPECT_EQ(cases(session).asking(), wire::NOT_ASKED);
    EXPECT_EQ(cases(session).cases_size(), 0);
    const auto told = asked_and_waited(session);
    ASSERT_EQ(told.asking(), wire::ANSWERED);
    ASSERT_EQ(told.cases_size(), 1);
    EXPECT_EQ(told.cases(0).case_number(), "260000000001");
    EXPECT_EQ(told.cases(0).state(), "in_review");
    EXPECT_EQ(told.cases(0).note(), "入户核查");
    ASSERT_EQ(gateway_.card_queries.size(), 1U);
    EXPECT_EQ(gateway_.card_queries[0].chip_serial().size(), 8U);
    EXPECT_EQ(gateway_.card_queries[0].valid_until(), "2035-03-01");
    // Another session, the same card: as if nobody had asked, and nothing of it on the disk.
    EXPECT_EQ(cases(station_.open_person(citizen_number(5))).cases_size(), 0);
    EXPECT_FALSE(station_.folder.contains(as_bytes("入户核查")));
    EXPECT_FALSE(station_.folder.contains(as_bytes("260000000001")));
}

TEST_F(AskTownshipTest, OneQuestionAtATimeAndNoneSoonAfterAnAnswer) {
    start();
    const auto session = station_.open_person(citizen_number(5));
    EXPECT_EQ(ask(session), wire::FAULT_NONE);
    asked_and_waited(session);
    asked_and_waited(session);
    EXPECT_EQ(gateway_.card_queries.size(), 1U);
}

TEST_F(AskTownshipTest, ATypedNumberIsNotAskedAbout) {
    start();
    EXPECT_EQ(ask(station_.open_person(citizen_number(5), false)), wire::FAULT_NOT_PERMITTED);
    wire::AgentRequest without_serial;
    without_serial.mutable_open_person()->mutable_card()->set_number(citizen_number(5));
    without_serial.mutable_open_person()->mutable_card()->set_read_from_chip(true);
    without_serial.mutable_open_person()->mutable_card()->set_chip_serial(std::string(8, '\0'));
    EXPECT_EQ(ask(station_.ask(without_serial).person().session()), wire::FAULT_NOT_PERMITTED);
    EXPECT_EQ(ask("no session"), wire::FAULT_NO_SESSION);
    EXPECT_TRUE(gateway_.card_queries.empty());
}

TEST_F(AskTownshipTest, WhyThereIsNoAnswerIsTold) {
    station_.start();
    gateway_.down();
    const auto session = station_.open_person(citizen_number(5));
    expect_not_answered(asked_and_waited(session), wire::FAULT_LINE_DOWN);
    gateway_.up();
    ASSERT_TRUE(station_.turn_until([&] { return station_.status().line_up(); }));
    gateway_.answer_cards = false;
    expect_not_answered(asked_and_waited(session), wire::FAULT_TIMEOUT);
    gateway_.answer_cards = true;
    gateway_.card_fault = wire::FAULT_QUERY_LIMIT;
    expect_not_answered(asked_and_waited(session), wire::FAULT_QUERY_LIMIT);
    gateway_.card_fault = wire::FAULT_NONE;
    gateway_.forge_receipts = true;
    expect_not_answered(asked_and_waited(session), wire::FAULT_TIMEOUT);
    gateway_.forge_receipts = false;
    EXPECT_EQ(asked_and_waited(session).asking(), wire::ANSWERED) << "a question may be asked again";
}

TEST_F(AskTownshipTest, ALineThatBreaksMeanwhileIsTold) {
    start();
    gateway_.answer_cards = false;
    const auto session = station_.open_person(citizen_number(5));
    EXPECT_EQ(ask(session), wire::FAULT_NONE);
    ASSERT_TRUE(station_.turn_until([&] { return gateway_.card_queries.size() == 1; }));
    gateway_.down();
    ASSERT_TRUE(station_.turn_until([&] { return cases(session).asking() == wire::NOT_ANSWERED; }));
}

TEST_F(AskTownshipTest, AnOlderTownshipIsNotAsked) {
    gateway_.capabilities.clear();
    start();
    expect_not_answered(asked_and_waited(station_.open_person(citizen_number(5))), wire::FAULT_UNAVAILABLE);
    EXPECT_TRUE(gateway_.card_queries.empty());
    EXPECT_TRUE(station_.status().line_up());
}

TEST_F(AskTownshipTest, WhoIsGoneWhenTheAnswerComesGetsNone) {
    start();
    const auto session = station_.open_person(citizen_number(5));
    EXPECT_EQ(ask(session), wire::FAULT_NONE);
    wire::AgentRequest close;
    close.mutable_close_person()->set_session(session);
    station_.ask(close);
    const auto next = station_.open_person(citizen_number(6));
    EXPECT_TRUE(station_.turn_until([&] { return gateway_.card_queries.size() == 1; }));
    EXPECT_EQ(asked_and_waited(next).cases_size(), 0);
}

TEST_F(AskTownshipTest, ANewerStateOfACaseOfThisStationCounts) {
    start();
    const auto submitted = station_.hand_in(R"({"a":1})", citizen_number(6));
    wire::CaseState state;
    state.set_case_number(submitted.case_number());
    state.set_scheme("dibao");
    state.set_state("in_review");
    state.set_township_ms(1'795'000'500'000);
    gateway_.cases_of[citizen_number(6)] = {state};
    const auto told = asked_and_waited(station_.open_person(citizen_number(6)));
    ASSERT_EQ(told.cases_size(), 1);
    EXPECT_EQ(told.cases(0).state(), "in_review");
    EXPECT_GT(told.cases(0).submitted_ms(), 0) << "what the station knows of it stays";
}

}  // namespace
}  // namespace doorstep::agent
