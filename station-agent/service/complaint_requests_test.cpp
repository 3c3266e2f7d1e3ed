// A complaint is sealed past the clerk (SECURITY 23): no list names it, nobody operates it, its number alone opens what
// was answered.
#include <gtest/gtest.h>

#include "station-agent/service/guess_limit.hpp"
#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

using testing::citizen_number;
using testing::FakeGateway;
using testing::TestStation;

class ComplaintRequestsTest : public ::testing::Test {
  protected:
    void SetUp() override {
        gateway_.confirm(station_.enrol(gateway_.invitation("village-1")));
        station_.start();
    }
    std::string open_without_card() {
        wire::AgentRequest request;
        request.mutable_open_person()->set_without_card(true);
        return station_.ask(request).person().session();
    }
    wire::Submitted complain(const std::string& session, const std::string& words, bool named,
                             const std::string& token = {}) {
        const auto draft = station_.start_draft(session, wire::COMPLAINT);
        EXPECT_FALSE(draft.empty());
        EXPECT_TRUE(station_.put(session, draft, 1, wire::ANSWERS, words).done());
        if (named) {
            wire::CardFields card;
            card.set_number(citizen_number(1));
            EXPECT_TRUE(station_.put(session, draft, 3, wire::PERSON, card.SerializeAsString()).done());
        }
        return station_.submit(session, draft, token).submitted();
    }
    wire::AgentReply ask(const std::string& number) {
        wire::AgentRequest request;
        request.mutable_ask_complaint()->set_number(number);
        return station_.ask(request);
    }
    wire::Header arrived(const wire::Submitted& submitted) {
        EXPECT_TRUE(station_.turn_until([&] { return gateway_.held.contains(submitted.submission()); }));
        return gateway_.held.at(submitted.submission()).header;
    }
    TestStation station_;
    FakeGateway gateway_{station_.loop};
};

TEST_F(ComplaintRequestsTest, WithoutCardNobodyIsNamedAndNothingElseIsTaken) {
    const auto session = open_without_card();
    ASSERT_FALSE(session.empty());
    const auto made = complain(session, R"({"words":"w"})", false);
    const auto header = arrived(made);
    EXPECT_EQ(header.kind(), wire::COMPLAINT);
    EXPECT_EQ(header.author().as(), wire::Author::WITHOUT_CARD);
    EXPECT_EQ(header.author().account(), "");
    for (const auto kind : {wire::APPLICATION, wire::CHECK_IN, wire::SUPPLEMENT, wire::QUESTION}) {
        wire::AgentRequest request;
        request.mutable_start_draft()->set_session(session);
        request.mutable_start_draft()->set_kind(kind);
        EXPECT_EQ(station_.ask(request).fault().code(), wire::FAULT_NOT_PERMITTED) << kind;
    }
    wire::AgentRequest cases;
    cases.mutable_my_cases()->set_session(session);
    EXPECT_EQ(station_.ask(cases).cases().cases_size(), 0);
    EXPECT_NE(open_without_card(), session);
}

TEST_F(ComplaintRequestsTest, NoListOfTheStationNamesItAndTheCountsHaveIt) {
    const auto before = station_.hand_in("{}", citizen_number(1));
    const auto session = station_.open_person(citizen_number(1));
    const auto made = complain(session, R"({"words":"w"})", true);
    EXPECT_EQ(arrived(made).author().as(), wire::Author::APPLICANT_CARD);
    EXPECT_NE(made.case_number(), before.case_number()) << "under a number of its own";
    wire::AgentRequest mine;
    mine.mutable_list_items()->set_session(session);
    const auto items = station_.ask(mine).items();
    ASSERT_EQ(items.items_size(), 1);
    EXPECT_EQ(items.items(0).submission(), before.submission());
    EXPECT_EQ(items.sent() + items.waiting(), 2U);
    wire::AgentRequest cases;
    cases.mutable_my_cases()->set_session(session);
    const auto told = station_.ask(cases).cases();
    ASSERT_EQ(told.cases_size(), 1) << "a clerk who helps with my case does not see it";
    EXPECT_EQ(told.cases(0).case_number(), before.case_number());
}

TEST_F(ComplaintRequestsTest, ItsNumberAloneOpensItAndAnothersDoesNot) {
    const auto application = station_.hand_in("{}", citizen_number(1));
    const auto made = complain(open_without_card(), R"({"words":"w"})", false);
    EXPECT_EQ(ask(made.case_number()).complaint().number(), made.case_number());
    EXPECT_EQ(ask(made.case_number()).complaint().submitted_ms(), made.sealed_ms());
    EXPECT_EQ(ask(application.case_number()).complaint().number(), "") << "a case is opened by its card";
    EXPECT_EQ(ask("no number").complaint().number(), "");
    station_.stop();
    station_.start();
    EXPECT_EQ(ask(made.case_number()).complaint().number(), made.case_number());
}

TEST_F(ComplaintRequestsTest, NumbersAreNotToBeTriedOut) {
    const auto made = complain(open_without_card(), R"({"words":"w"})", false);
    const auto other = station_.hand_in("{}", citizen_number(1)).case_number();
    for (std::size_t i = 0; i < GuessLimit::most_wrong; ++i) {
        EXPECT_TRUE(ask("123").has_complaint()) << "mistyped, and no guess";
        EXPECT_TRUE(ask(other).has_complaint());
    }
    EXPECT_EQ(ask(made.case_number()).fault().code(), wire::FAULT_QUERY_LIMIT);
}

TEST(GuessLimit, TheOldestIsForgottenInTime) {
    GuessLimit limit;
    for (std::size_t i = 0; i < GuessLimit::most_wrong; ++i) {
        EXPECT_TRUE(limit.allowed(static_cast<std::int64_t>(i)));
        limit.was_wrong(static_cast<std::int64_t>(i));
    }
    EXPECT_FALSE(limit.allowed(GuessLimit::within_ms - 1));
    EXPECT_TRUE(limit.allowed(GuessLimit::within_ms));
    limit.was_wrong(GuessLimit::within_ms);
    EXPECT_FALSE(limit.allowed(GuessLimit::within_ms)) << "one was forgotten, one was tried";
}

}  // namespace
}  // namespace doorstep::agent
