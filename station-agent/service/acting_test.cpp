// Somebody comes for another person (issue 7: as self, household member or proxy): what is taken, whose case it is, and
// that neither number opens anything that its owner did not.
#include <gtest/gtest.h>

#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

using testing::citizen_number;
using testing::FakeGateway;
using testing::TestStation;

constexpr std::uint32_t paper = 500;

class ActingTest : public ::testing::Test {
  protected:
    void SetUp() override {
        gateway_.confirm(station_.enrol(gateway_.invitation("village-1")));
        station_.start();
        acting_.set_as(wire::Acting::PROXY);
        acting_.mutable_who()->set_number(proxy_);
        acting_.mutable_entrustment()->set_kind(wire::Consent::ENTRUSTMENT);
        acting_.mutable_entrustment()->set_answer(wire::Consent::OUTSTANDING);
    }
    // Puts the person it is about and who acts, and hands in.
    wire::AgentReply hand_in(const std::string& session, const std::string& draft) {
        wire::CardFields card;
        card.set_number(about_);
        EXPECT_TRUE(station_.put(session, draft, 1, wire::ANSWERS, "{}").done());
        EXPECT_TRUE(station_.put(session, draft, 3, wire::PERSON, card.SerializeAsString()).done());
        EXPECT_TRUE(station_.put(session, draft, 5, wire::ACTING, acting_.SerializeAsString()).done());
        return station_.submit(session, draft);
    }
    wire::AgentReply apply() {
        const auto session = station_.open_person(proxy_);
        return hand_in(session, station_.start_draft(session, wire::APPLICATION));
    }
    wire::AgentReply letter(const std::string& session, const std::string& number, const std::string& for_number) {
        wire::AgentRequest request;
        auto& start = *request.mutable_start_draft();
        start.set_session(session);
        start.set_kind(wire::QUESTION);
        start.set_case_number(number);
        start.set_for_number(for_number);
        return station_.ask(request);
    }
    std::vector<std::string> cases(const std::string& session, const std::string& for_number = {}) {
        wire::AgentRequest request;
        request.mutable_my_cases()->set_session(session);
        request.mutable_my_cases()->set_for_number(for_number);
        std::vector<std::string> numbers;
        const auto told = station_.ask(request);
        for (const auto& one : told.cases().cases()) {
            numbers.push_back(one.case_number());
        }
        return numbers;
    }
    const FakeGateway::Held& arrived(const wire::AgentReply& reply) {
        const auto& id = reply.submitted().submission();
        EXPECT_TRUE(station_.turn_until([&] { return gateway_.held.contains(id); }));
        return gateway_.held.at(id);
    }

    TestStation station_;
    FakeGateway gateway_{station_.loop};
    const std::string proxy_ = citizen_number(1);
    const std::string about_ = citizen_number(2);
    wire::Acting acting_;
};

using Numbers = std::vector<std::string>;

TEST_F(ActingTest, TheCaseIsTheOthersAndWhoHandedItInFindsItOnlyByBothNumbers) {
    const auto number = apply().submitted().case_number();
    ASSERT_FALSE(number.empty());
    const auto session = station_.open_person(proxy_);
    EXPECT_EQ(cases(session), Numbers{}) << "not among the own";
    EXPECT_EQ(cases(session, about_), Numbers{number});
    EXPECT_EQ(cases(session, citizen_number(3)), Numbers{});
    EXPECT_EQ(cases(station_.open_person(about_)), Numbers{number}) << "the own card opens it";
    EXPECT_EQ(cases(station_.open_person(citizen_number(3)), about_), Numbers{}) << "knowing a number opens nothing";
    EXPECT_EQ(cases(station_.open_person(proxy_, false), about_), Numbers{}) << "nor do two typed ones";
}

TEST_F(ActingTest, WhatTheOtherHandedInHimselfIsNotShownToWhoComesForHim) {
    const auto own = station_.hand_in("{}", about_).case_number();
    EXPECT_EQ(cases(station_.open_person(proxy_), about_), Numbers{});
    apply();
    EXPECT_EQ(cases(station_.open_person(proxy_), about_).size(), 1U);
    EXPECT_EQ(cases(station_.open_person(about_)).size(), 2U);
    EXPECT_NE(cases(station_.open_person(proxy_), about_).front(), own);
}

TEST_F(ActingTest, WhoActsIsWhoSitsThereAndForSomebodyElse) {
    acting_.mutable_who()->set_number(citizen_number(3));
    EXPECT_EQ(apply().fault().code(), wire::FAULT_BAD_REQUEST);
    acting_.mutable_who()->set_number(about_);
    EXPECT_EQ(apply().fault().code(), wire::FAULT_BAD_REQUEST);
    acting_.mutable_who()->set_number(proxy_);
    acting_.set_as(wire::Acting::AS_UNKNOWN);
    EXPECT_EQ(apply().fault().code(), wire::FAULT_BAD_REQUEST);
    acting_.set_as(wire::Acting::HOUSEHOLD);
    acting_.clear_entrustment();
    EXPECT_TRUE(apply().has_submitted()) << "who lives with the person needs no paper";
    acting_.set_as(wire::Acting::GUARDIAN);
    EXPECT_TRUE(apply().has_submitted());
}

TEST_F(ActingTest, AProxyNeedsTheRecordOfAnEntrustmentAndASignedOneItsPaper) {
    EXPECT_TRUE(apply().has_submitted()) << "the paper may be brought later (SECURITY 29)";
    acting_.mutable_entrustment()->set_answer(wire::Consent::GIVEN);
    acting_.mutable_entrustment()->set_paper_part(paper);
    EXPECT_EQ(apply().fault().code(), wire::FAULT_PART_MISSING);
    acting_.clear_entrustment();
    EXPECT_EQ(apply().fault().code(), wire::FAULT_BAD_REQUEST);
    acting_.set_as(wire::Acting::VILLAGE_COMMITTEE);
    EXPECT_EQ(apply().fault().code(), wire::FAULT_BAD_REQUEST);
    acting_.mutable_entrustment()->set_kind(wire::Consent::ENTRUSTMENT);
    acting_.mutable_entrustment()->set_answer(wire::Consent::GIVEN);
    acting_.mutable_entrustment()->set_paper_part(paper);
    const auto session = station_.open_person(proxy_);
    const auto draft = station_.start_draft(session, wire::APPLICATION);
    ASSERT_TRUE(station_.put(session, draft, paper, wire::SIGNED_SHEET, "a scan").done());
    EXPECT_TRUE(hand_in(session, draft).has_submitted());
}

TEST_F(ActingTest, TheClerkInTheEntrustmentIsTheAgentsToFill) {
    acting_.mutable_entrustment()->set_operator_("zhou");
    const auto& held = arrived(apply());
    wire::Acting told;
    for (const auto& part : held.parts) {
        if (part.info.kind() == wire::ACTING) {
            ASSERT_TRUE(told.ParseFromArray(part.content.data(), static_cast<int>(part.content.size())));
        }
    }
    EXPECT_EQ(told.as(), wire::Acting::PROXY);
    EXPECT_EQ(told.entrustment().operator_(), "") << "nobody was signed in";
    EXPECT_EQ(held.header.author().as(), wire::Author::APPLICANT_CARD);
}

TEST_F(ActingTest, ALetterForAnotherNeedsBothNumbersOfThatPersonAndSaysSo) {
    const auto number = station_.hand_in("{}", about_).case_number();
    const auto session = station_.open_person(proxy_);
    EXPECT_EQ(letter(session, number, "").fault().code(), wire::FAULT_BAD_REQUEST);
    EXPECT_EQ(letter(session, number, citizen_number(3)).fault().code(), wire::FAULT_BAD_REQUEST);
    EXPECT_EQ(letter(station_.open_person(proxy_, false), number, about_).fault().code(), wire::FAULT_NOT_PERMITTED);
    const auto begun = letter(session, number, about_);
    ASSERT_TRUE(begun.has_draft_started());
    const auto& draft = begun.draft_started().id();
    ASSERT_TRUE(station_.put(session, draft, 1, wire::ANSWERS, R"({"question":"q"})").done());
    EXPECT_EQ(station_.submit(session, draft).fault().code(), wire::FAULT_BAD_REQUEST) << "it does not say for whom";
    const auto sent = hand_in(session, draft);
    ASSERT_TRUE(sent.has_submitted());
    EXPECT_EQ(sent.submitted().case_number(), number);
    EXPECT_EQ(cases(session, about_), Numbers{}) << "a letter opens nobody's case";
    EXPECT_EQ(cases(session), Numbers{});
}

TEST_F(ActingTest, NobodyIsCheckedInByAnotherButTheTownshipIsTold) {
    const auto check_in = [this](wire::CheckInOutcome::Way way, bool for_another) {
        wire::CheckInOutcome outcome;
        outcome.set_way(way);
        const auto session = station_.open_person(proxy_);
        const auto draft = station_.start_draft(session, wire::CHECK_IN);
        EXPECT_TRUE(station_.put(session, draft, 4, wire::OUTCOME, outcome.SerializeAsString()).done());
        return for_another ? hand_in(session, draft) : station_.submit(session, draft);
    };
    EXPECT_EQ(check_in(wire::CheckInOutcome::FACE, true).fault().code(), wire::FAULT_BAD_REQUEST);
    EXPECT_EQ(check_in(wire::CheckInOutcome::CLERK_CONFIRMED, true).fault().code(), wire::FAULT_BAD_REQUEST);
    EXPECT_EQ(check_in(wire::CheckInOutcome::REPORTED, false).fault().code(), wire::FAULT_BAD_REQUEST);
    const auto own = station_.hand_in("{}", proxy_).case_number();
    const auto reported = check_in(wire::CheckInOutcome::REPORTED, true);
    ASSERT_TRUE(reported.has_submitted());
    EXPECT_NE(reported.submitted().case_number(), own) << "the own case has nothing to do with it";
}

TEST_F(ActingTest, AFaceIsNobodysToGiveAway) {
    const auto session = station_.open_person(proxy_);
    EXPECT_EQ(hand_in(session, station_.start_draft(session, wire::ENROLMENT)).fault().code(), wire::FAULT_BAD_REQUEST);
}

TEST_F(ActingTest, WhatIsKeptOfItHereNamesNobody) {
    apply();
    EXPECT_FALSE(station_.folder.contains(as_bytes(proxy_)));
    EXPECT_FALSE(station_.folder.contains(as_bytes(about_)));
}

}  // namespace
}  // namespace doorstep::agent
