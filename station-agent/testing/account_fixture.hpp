// A station with one account, zhou, whose own number is citizen 5's; the first sign-in takes the code 3344.
#pragma once

#include <array>
#include <string>

#include <gtest/gtest.h>
#include <sodium.h>

#include "base/encoding.hpp"
#include "protocol/envelope/statements.hpp"
#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent::testing {

class AccountTest : public ::testing::Test {
  protected:
    TestStation station_;
    FakeGateway gateway_{station_.loop};
    std::string role_ = "clerk";
    std::string own_number_ = citizen_number(5);  // empty: the township gives none

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
        clerk.set_role(role_);
        clerk.set_disabled(disabled);
        clerk.set_one_time_code_hash(code.empty() ? "" : hash.data());
        if (!own_number_.empty()) {
            const auto sealed = protocol::seal_box(as_bytes(own_number_), gateway_.station_box_public()).value();
            clerk.set_own_number_sealed(to_base64(sealed));
        }
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

}  // namespace doorstep::agent::testing
