// PINs: first sign-in, back-off that survives a restart, shifts that end, nobody's own check-in.
#include "station-agent/testing/account_fixture.hpp"

namespace doorstep::agent {
namespace {

using testing::AccountTest;
using testing::citizen_number;

constexpr std::int64_t minute_ms = 60'000;
constexpr auto pin = "246810";

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
