// A station that holds nothing about a person asks live, with the card (SECURITY 6).
#include <functional>

#include "protocol/envelope/statements.hpp"
#include "township/archive/audit.hpp"
#include "township/gateway/card_queries.hpp"
#include "township/testing/gateway_fixture.hpp"

namespace doorstep::township::testing {
namespace {

using Kind = wire::TownshipMessage;

class CardQueriesTest : public GatewayFixture {
  protected:
    CardQueriesTest() {
        enrol(home_);
        enrol(asking_);
        EXPECT_TRUE(home_.begin(address()));
        EXPECT_TRUE(asking_.begin(address()));
        HandIn hand_in;
        hand_in.number = id_number(7);
        const auto answer = home_.deliver(home_.seal(hand_in));
        EXPECT_TRUE(answer && answer->has_acknowledged());
        case_number_ = answer ? answer->acknowledged().case_number() : std::string();
    }
    static wire::CardQuery card(const std::string& number) {
        wire::CardQuery query;
        query.set_query(std::string(16, 'q'));
        query.set_number(number);
        query.set_chip_serial("\x01\x02\x03\x04\x05\x06\x07\x08");
        query.set_valid_from("2015-03-01");
        query.set_valid_until("2035-03-01");
        query.set_operator_("clerk-1");
        return query;
    }
    std::optional<wire::CardAnswer> ask(const wire::CardQuery& query) {
        wire::UplinkMessage message;
        *message.mutable_card_query() = query;
        EXPECT_TRUE(asking_.say(message));
        const auto answer = asking_.hear(Kind::kCardAnswer);
        return answer ? std::optional(answer->card_answer()) : std::nullopt;
    }
    wire::CardCases cases_in(const wire::CardAnswer& answer) const {
        EXPECT_EQ(wire::FaultCode_Name(answer.fault()), wire::FaultCode_Name(wire::FAULT_NONE));
        EXPECT_TRUE(protocol::verify(protocol::domains::card_cases, as_bytes(answer.cases()),
                                     as_bytes(answer.signature()), asking_.gateway_public()));
        wire::CardCases cases;
        EXPECT_TRUE(cases.ParseFromString(answer.cases()));
        return cases;
    }
    ScriptedStation home_{loop_, "kiosk-1"};
    ScriptedStation asking_{loop_, "kiosk-2"};
    std::string case_number_;
};

TEST_F(CardQueriesTest, TheCardsOwnCasesAreToldAndWhoAskedIsInTheChain) {
    const auto answer = ask(card(id_number(7)));
    ASSERT_TRUE(answer);
    const auto cases = cases_in(*answer);
    EXPECT_EQ(cases.station(), "kiosk-2");
    EXPECT_EQ(cases.query(), std::string(16, 'q'));
    ASSERT_EQ(cases.cases_size(), 1);
    EXPECT_EQ(cases.cases(0).case_number(), case_number_);
    EXPECT_EQ(cases.cases(0).scheme(), "dibao");
    EXPECT_FALSE(cases.cases(0).state().empty());
    EXPECT_GE(cases.cases(0).steps_size(), 1);
    const auto rows = audit_of(*archive_, case_number_).value();
    ASSERT_FALSE(rows.empty());
    EXPECT_EQ(rows.back().action, "card query");
    EXPECT_EQ(rows.back().who, "kiosk-2/clerk-1");
    EXPECT_EQ(rows.back().why.find(id_number(7)), std::string::npos);
    EXPECT_EQ(count("downlink WHERE station = 'kiosk-2'"), 0) << "what was asked once is not told from then on";
}

TEST_F(CardQueriesTest, AnotherPersonsCardShowsNothingAndIsInTheChainToo) {
    const auto answer = ask(card(id_number(8)));
    ASSERT_TRUE(answer);
    EXPECT_EQ(cases_in(*answer).cases_size(), 0);
    EXPECT_EQ(audit_of(*archive_, "no case").value().size(), 1U);
}

TEST_F(CardQueriesTest, ANumberAloneIsRefused) {
    const std::function<void(wire::CardQuery&)> not_read[] = {
        [](wire::CardQuery& q) { q.clear_chip_serial(); },
        [](wire::CardQuery& q) { q.set_chip_serial(std::string(8, '\0')); },
        [](wire::CardQuery& q) { q.set_chip_serial("short"); },
        [](wire::CardQuery& q) { q.clear_valid_from(); },
        [](wire::CardQuery& q) { q.set_valid_until("2035-02-30"); },
        [](wire::CardQuery& q) { q.set_valid_until("2014-03-01"); },
        [](wire::CardQuery& q) { q.clear_number(); },
        [](wire::CardQuery& q) { q.set_query("short"); },
    };
    for (const auto& spoil : not_read) {
        auto query = card(id_number(7));
        spoil(query);
        const auto answer = ask(query);
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->fault(), wire::FAULT_NOT_PERMITTED);
        EXPECT_TRUE(answer->cases().empty());
    }
    auto for_ever = card(id_number(7));
    for_ever.set_valid_until("长期");
    const auto answer = ask(for_ever);
    ASSERT_TRUE(answer);
    EXPECT_EQ(cases_in(*answer).cases_size(), 1);
}

TEST_F(CardQueriesTest, AStationThatAsksAboutOneAfterAnotherIsStopped) {
    for (int i = 0; i < most_queries_at_once; ++i) {
        const auto answer = ask(card(id_number(100 + i)));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->fault(), wire::FAULT_NONE) << i;
    }
    const auto answer = ask(card(id_number(7)));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->fault(), wire::FAULT_QUERY_LIMIT);
    EXPECT_TRUE(answer->cases().empty());
    // Another station is not made to pay for it.
    CardQueries queries(*archive_);
    EXPECT_EQ(queries.answer("kiosk-1", card(id_number(7)), 0).fault(), wire::FAULT_NONE);
}

TEST_F(CardQueriesTest, TheAllowanceComesBackWithTime) {
    CardQueries queries(*archive_);
    const auto fault_at = [&](std::int64_t ms) { return queries.answer("kiosk-2", card(id_number(9)), ms).fault(); };
    for (int i = 0; i < most_queries_at_once; ++i) {
        EXPECT_EQ(fault_at(5), wire::FAULT_NONE);
    }
    EXPECT_EQ(fault_at(5 + one_more_query_ms - 1), wire::FAULT_QUERY_LIMIT);
    EXPECT_EQ(fault_at(5 + one_more_query_ms), wire::FAULT_NONE);
    EXPECT_EQ(fault_at(5 + one_more_query_ms), wire::FAULT_QUERY_LIMIT);
}

}  // namespace
}  // namespace doorstep::township::testing
