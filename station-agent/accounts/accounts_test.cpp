// PINs: first sign-in, back-off that survives a restart, shifts that end, nobody's own check-in.
#include <gtest/gtest.h>
#include <sodium.h>

#include "base/encoding.hpp"
#include "protocol/envelope/statements.hpp"
#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

using testing::citizen_number;
using testing::FakeGateway;
using testing::TestStation;

constexpr std::int64_t minute_ms = 60'000;
constexpr auto pin = "246810";

class AccountTest : public ::testing::Test {
  protected:
    TestStation station_;
    FakeGateway gateway_{station_.loop};

    void SetUp() override {
        gateway_.confirm(station_.enrol(gateway_.invitation("village-1")));
        station_.start();
        add_clerk(false, "3344");
    }
    // As the downlink brings it; waits until it is applied.
    void add_clerk(bool disabled, const std::string& code) {
        std::array<char, crypto_pwhash_STRBYTES> hash{};
        ASSERT_EQ(crypto_pwhash_str(hash.data(), code.data(), code.size(), crypto_pwhash_OPSLIMIT_MIN,
                                    crypto_pwhash_MEMLIMIT_MIN),
                  0);
        wire::DownlinkItem item;
        auto& clerk = *item.mutable_clerk();
        clerk.set_account("zhou");
        clerk.set_display_name("周丽");
        clerk.set_role("clerk");
        clerk.set_disabled(disabled);
        clerk.set_one_time_code_hash(code.empty() ? "" : hash.data());
        const auto sealed = protocol::seal_box(as_bytes(citizen_number(5)), gateway_.station_box_public()).value();
        clerk.set_own_number_sealed(to_base64(sealed));
        const auto before = gateway_.downlink_acks.size();
        gateway_.send_down(item);
        ASSERT_TRUE(station_.turn_until([&] { return gateway_.downlink_acks.size() > before; }));
        ASSERT_TRUE(gateway_.downlink_acks.back().applied());
    }
    wire::AgentReply sign_in(const std::string& with_pin, const std::string& code = {},
                             const std::string& peer = "0:kiosk") {
        wire::AgentRequest request;
        request.mutable_sign_in()->set_account("zhou");
        request.mutable_sign_in()->set_pin(with_pin);
        request.mutable_sign_in()->set_one_time_code(code);
        return station_.ask(request, peer);
    }
    wire::AccountInfo account() {
        wire::AgentRequest request;
        request.mutable_list_accounts();
        return station_.ask(request).accounts().accounts(0);
    }
    // The township names a recipient and who lives with them, for one case.
    void add_to_roster(const std::string& number, const std::string& case_number, const std::string& household) {
        wire::RosterEntry entry;
        entry.set_number(number);
        entry.set_case_number(case_number);
        entry.add_household_numbers(household);
        const auto before = gateway_.downlink_acks.size();
        gateway_.send_down(gateway_.roster_item(entry, case_number + "1234"));
        ASSERT_TRUE(station_.turn_until([&] { return gateway_.downlink_acks.size() > before; }));
        ASSERT_TRUE(gateway_.downlink_acks.back().applied());
    }
    wire::AgentReply confirm(const std::string& number, const std::string& token) {
        wire::CheckInOutcome outcome;
        outcome.set_way(wire::CheckInOutcome::CLERK_CONFIRMED);
        outcome.set_person_present(true);
        const auto session = station_.open_person(number);
        const auto draft = station_.start_draft(session, wire::CHECK_IN);
        EXPECT_TRUE(station_.put(session, draft, 1, wire::OUTCOME, outcome.SerializeAsString()).done());
        return station_.submit(session, draft, token);
    }
    wire::FaultCode list_items_as(const std::string& token, const std::string& peer = "0:kiosk") {
        wire::AgentRequest request;
        request.mutable_list_items()->set_operator_token(token);
        return station_.ask(request, peer).fault().code();
    }
};

TEST_F(AccountTest, TheFirstSignInSetsThePinWithTheOneTimeCode) {
    EXPECT_TRUE(account().needs_pin());
    EXPECT_EQ(sign_in(pin, "9999").fault().code(), wire::FAULT_ONE_TIME_CODE_WRONG);
    EXPECT_EQ(sign_in("12345", "3344").fault().code(), wire::FAULT_BAD_REQUEST);
    EXPECT_EQ(sign_in(pin, "3344").signed_in().display_name(), "周丽");
    EXPECT_FALSE(account().needs_pin());
    EXPECT_EQ(sign_in("111111", "3344").fault().code(), wire::FAULT_PIN_WRONG) << "the code serves once";
    EXPECT_EQ(sign_in(pin).signed_in().account(), "zhou");
    EXPECT_EQ(sign_in(pin).fault().code(), wire::FAULT_NONE);
}

TEST_F(AccountTest, PinBackOffGrowsAndSurvivesARestart) {
    ASSERT_TRUE(sign_in(pin, "3344").has_signed_in());
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(sign_in("000000").fault().code(), wire::FAULT_PIN_WRONG);
    }
    auto locked = sign_in(pin);
    EXPECT_EQ(locked.fault().code(), wire::FAULT_PIN_LOCKED);
    EXPECT_EQ(locked.fault().parameters().at("wait_s"), "60");
    station_.stop();
    station_.start();
    EXPECT_EQ(sign_in(pin).fault().code(), wire::FAULT_PIN_LOCKED);
    for (const std::int64_t minutes : {1, 5, 15, 60, 60}) {
        station_.clock.advance(minutes * minute_ms - 1);
        EXPECT_EQ(sign_in(pin).fault().code(), wire::FAULT_PIN_LOCKED) << minutes;
        station_.clock.advance(1);
        EXPECT_EQ(sign_in("000000").fault().code(), wire::FAULT_PIN_WRONG) << minutes;
    }
    station_.clock.advance(60 * minute_ms);
    EXPECT_TRUE(sign_in(pin).has_signed_in());
    EXPECT_EQ(sign_in("000000").fault().code(), wire::FAULT_PIN_WRONG) << "a right PIN forgives the wrong ones";
    EXPECT_TRUE(sign_in(pin).has_signed_in());
}

TEST_F(AccountTest, UnknownAndDisabledAccountsAreNamed) {
    wire::AgentRequest request;
    request.mutable_sign_in()->set_account("nobody");
    EXPECT_EQ(station_.ask(request).fault().code(), wire::FAULT_ACCOUNT_UNKNOWN);
    const auto token = sign_in(pin, "3344").signed_in().token();
    EXPECT_EQ(list_items_as(token), wire::FAULT_NONE);
    add_clerk(true, "");
    EXPECT_EQ(list_items_as(token), wire::FAULT_NOT_SIGNED_IN) << "a disabled clerk's shift ends at once";
    EXPECT_EQ(sign_in(pin).fault().code(), wire::FAULT_ACCOUNT_DISABLED);
}

TEST_F(AccountTest, ATokenIsBoundToConnectionAndShift) {
    const auto token = sign_in(pin, "3344").signed_in().token();
    EXPECT_EQ(list_items_as(token, "0:another"), wire::FAULT_NOT_SIGNED_IN);
    EXPECT_EQ(list_items_as(token), wire::FAULT_NONE);
    station_.clock.advance(station_.settings.shift_ms + 1);
    EXPECT_EQ(list_items_as(token), wire::FAULT_NOT_SIGNED_IN);
    const auto next = sign_in(pin).signed_in().token();
    wire::AgentRequest out;
    out.mutable_sign_out()->set_token(next);
    station_.ask(out);
    EXPECT_EQ(list_items_as(next), wire::FAULT_NOT_SIGNED_IN);
}

TEST_F(AccountTest, ANewCodeFromTheTownshipEmptiesThePin) {
    ASSERT_TRUE(sign_in(pin, "3344").has_signed_in());
    add_clerk(false, "5566");
    EXPECT_TRUE(account().needs_pin());
    EXPECT_EQ(sign_in(pin).fault().code(), wire::FAULT_ONE_TIME_CODE_WRONG);
    EXPECT_TRUE(sign_in("135790", "5566").has_signed_in());
}

TEST_F(AccountTest, NobodyConfirmsTheOwnCheckIn) {
    const auto token = sign_in(pin, "3344").signed_in().token();
    EXPECT_EQ(confirm(citizen_number(5), token).fault().code(), wire::FAULT_OWN_CHECKIN);
    EXPECT_EQ(confirm(citizen_number(6), "").fault().code(), wire::FAULT_NOT_SIGNED_IN);
    const auto good = confirm(citizen_number(6), token);
    ASSERT_TRUE(good.has_submitted());
    ASSERT_TRUE(station_.turn_until([&] { return gateway_.held.contains(good.submitted().submission()); }));
    const auto& author = gateway_.held.at(good.submitted().submission()).header.author();
    EXPECT_EQ(author.as(), wire::Author::CLERK);
    EXPECT_EQ(author.account(), "zhou");
}

TEST_F(AccountTest, NobodyConfirmsTheCheckInOfTheOwnHousehold) {
    const auto token = sign_in(pin, "3344").signed_in().token();
    add_to_roster(citizen_number(6), "000000000098", citizen_number(5));  // the clerk lives there
    add_to_roster(citizen_number(7), "000000000195", citizen_number(8));
    EXPECT_EQ(confirm(citizen_number(6), token).fault().code(), wire::FAULT_OWN_CHECKIN);
    EXPECT_TRUE(confirm(citizen_number(7), token).has_submitted());
}

// One person may be on the roster for two cases, as dibao and temporary relief, with another household each.
TEST_F(AccountTest, EveryRosterRowOfAPersonCounts) {
    const auto token = sign_in(pin, "3344").signed_in().token();
    add_to_roster(citizen_number(6), "000000000098", citizen_number(8));
    add_to_roster(citizen_number(6), "000000000195", citizen_number(5));
    EXPECT_EQ(confirm(citizen_number(6), token).fault().code(), wire::FAULT_OWN_CHECKIN);
    wire::AgentRequest cases;
    cases.mutable_my_cases()->set_session(station_.open_person(citizen_number(6)));
    EXPECT_EQ(station_.ask(cases).cases().cases_size(), 2);
}

TEST_F(AccountTest, NeitherPinNorNumberLiesOnTheDisk) {
    ASSERT_TRUE(sign_in(pin, "3344").has_signed_in());
    EXPECT_FALSE(station_.folder.contains(as_bytes(pin)));
    EXPECT_FALSE(station_.folder.contains(as_bytes(citizen_number(5))));
}

// Also when a kiosk sent the clerk's token along: a complaint is never operated by the clerk, whom no list shows it to.
TEST_F(AccountTest, AComplaintHasNoClerkAndIsInNoListOfTheClerks) {
    const auto token = sign_in(pin, "3344").signed_in().token();
    ASSERT_FALSE(token.empty());
    const auto session = station_.open_person(citizen_number(1));
    const auto draft = station_.start_draft(session, wire::COMPLAINT);
    ASSERT_TRUE(station_.put(session, draft, 1, wire::ANSWERS, R"({"words":"w"})").done());
    const auto made = station_.submit(session, draft, token).submitted();
    ASSERT_FALSE(made.case_number().empty());
    ASSERT_TRUE(station_.turn_until([&] { return gateway_.held.contains(made.submission()); }));
    const auto& author = gateway_.held.at(made.submission()).header.author();
    EXPECT_EQ(author.as(), wire::Author::WITHOUT_CARD) << "the own fields were left out: nobody is named";
    EXPECT_EQ(author.account(), "");
    wire::AgentRequest list;
    list.mutable_list_items()->set_operator_token(token);
    const auto items = station_.ask(list).items();
    EXPECT_EQ(items.items_size(), 0);
    EXPECT_EQ(items.sent() + items.waiting(), 1U);
}

}  // namespace
}  // namespace doorstep::agent
