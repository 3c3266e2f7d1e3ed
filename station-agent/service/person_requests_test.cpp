// A kiosk that was taken over asks its agent about one number after another: it does not get far (SECURITY 12).
#include <gtest/gtest.h>

#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

using testing::citizen_number;
using testing::FakeGateway;
using testing::TestStation;

class PersonRequestsTest : public ::testing::Test {
  protected:
    void SetUp() override {
        station_.settings.people_at_once = most_;
        gateway_.confirm(station_.enrol(gateway_.invitation("village-1")));
        station_.start();
    }
    wire::AgentReply open(int person, bool from_chip) {
        wire::AgentRequest request;
        auto& card = *request.mutable_open_person()->mutable_card();
        card.set_number(citizen_number(person));
        card.set_read_from_chip(from_chip);
        return station_.ask(request);
    }
    static constexpr int most_ = 5;
    TestStation station_;
    FakeGateway gateway_{station_.loop};
};

TEST_F(PersonRequestsTest, NumbersAreNotTriedOutOneAfterAnother) {
    for (int i = 0; i < most_; ++i) {
        EXPECT_FALSE(open(i, i % 2 == 0).person().session().empty());
    }
    EXPECT_EQ(open(most_, false).fault().code(), wire::FAULT_QUERY_LIMIT);
    EXPECT_EQ(open(0, true).fault().code(), wire::FAULT_QUERY_LIMIT) << "a chip is what the kiosk says";
}

TEST_F(PersonRequestsTest, NeitherAreTheyInTheNameOfAnother) {
    const auto session = open(0, true).person().session();
    ASSERT_FALSE(session.empty());
    wire::AgentRequest cases;
    cases.mutable_my_cases()->set_session(session);
    wire::AgentRequest letter;
    letter.mutable_start_draft()->set_session(session);
    letter.mutable_start_draft()->set_kind(wire::QUESTION);
    letter.mutable_start_draft()->set_case_number("074749131783");
    for (int i = 1; i < most_; ++i) {
        cases.mutable_my_cases()->set_for_number(citizen_number(i));
        letter.mutable_start_draft()->set_for_number(citizen_number(i));
        EXPECT_NE(station_.ask(i % 2 == 0 ? cases : letter).fault().code(), wire::FAULT_QUERY_LIMIT);
    }
    EXPECT_EQ(station_.ask(cases).fault().code(), wire::FAULT_QUERY_LIMIT);
    EXPECT_EQ(station_.ask(letter).fault().code(), wire::FAULT_QUERY_LIMIT);
}

TEST_F(PersonRequestsTest, WhoComplainsWithoutACardIsNotKeptOut) {
    for (int i = 0; i <= most_; ++i) {
        open(i, true);
    }
    wire::AgentRequest request;
    request.mutable_open_person()->set_without_card(true);
    EXPECT_FALSE(station_.ask(request).person().session().empty());
}

}  // namespace
}  // namespace doorstep::agent
