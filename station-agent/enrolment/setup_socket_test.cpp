// Setting a station up over its socket: nothing is sent before the township's digits were typed, nobody sets it up
// twice.
#include "station-agent/enrolment/setup_socket.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "protocol/envelope/enrolment_code.hpp"
#include "protocol/envelope/enrolment_text.hpp"
#include "protocol/envelope/setup_report.hpp"
#include "station-agent/enrolment/enrolment.hpp"
#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

using testing::FakeGateway;
using testing::TestStation;

class SetupSocketTest : public ::testing::Test {
  protected:
    void SetUp() override { station_.start(); }
    wire::AgentSetupReply ask(const wire::AgentSetupRequest& request) {
        return SetupSocket::handle(station_.settings.keys_folder, request);
    }
    wire::AgentSetupReply begin(const std::string& invitation, const std::string& fingerprint = {}) {
        wire::AgentSetupRequest request;
        request.mutable_begin()->set_invitation(invitation);
        request.mutable_begin()->set_release_fingerprint(fingerprint);
        return ask(request);
    }
    wire::SetupFault confirm(const std::string& code) {
        wire::AgentSetupRequest request;
        request.mutable_confirm()->set_code(code);
        return ask(request).fault();
    }
    wire::AgentSetupReply sign(const std::string& report) {
        wire::AgentSetupRequest request;
        request.mutable_sign_report()->set_report(report);
        return ask(request);
    }
    // What the township would tell: it has the invitation and the reply.
    static std::string township_code(const std::string& invitation, const std::string& reply) {
        const auto sent = nlohmann::json::parse(invitation);
        const auto came = nlohmann::json::parse(reply);
        const auto bytes = [](const nlohmann::json& from, const char* name) {
            return from_base64(from[name].get<std::string>()).value();
        };
        protocol::EnrolmentTranscript both;
        both.station = came["station"];
        both.township = sent["township"];
        both.token = bytes(came, "token");
        both.server_curve_public = bytes(sent, "server_curve_public");
        both.gateway_sign_public = bytes(sent, "gateway_sign_public");
        both.recipient_public = bytes(sent, "recipient_public");
        both.curve_public = bytes(came, "curve_public");
        both.sign_public = bytes(came, "sign_public");
        both.box_public = bytes(came, "box_public");
        for (const auto& key : sent.value("release_public", nlohmann::json::array())) {
            both.release_public.push_back(from_base64(key.get<std::string>()).value());
        }
        return protocol::enrolment_code(both, protocol::CodeOf::Township);
    }
    TestStation station_;
    FakeGateway gateway_{station_.loop};
    std::string invitation_ = gateway_.invitation("village-1");
};

TEST_F(SetupSocketTest, ByTheCodeOfAnInvitationAndTheDigitsOfTheTownship) {
    const auto begun = begin(protocol::invitation_code(invitation_).value()).begun();
    EXPECT_EQ(begun.station(), "village-1");
    EXPECT_EQ(begun.code().size(), 8U);
    EXPECT_EQ(nlohmann::json::parse(protocol::reply_json(begun.reply_code()).value()),
              nlohmann::json::parse(begun.reply()));
    gateway_.confirm(begun.reply());
    EXPECT_EQ(confirm("00000000"), wire::SETUP_FAULT_CODE_WRONG);
    EXPECT_TRUE(station_.turn_until([&] { return station_.status().unconfirmed(); }));
    EXPECT_FALSE(station_.status().line_up()) << "nothing is sent yet";
    EXPECT_EQ(confirm(township_code(invitation_, begun.reply())), wire::SETUP_FAULT_NONE);
    EXPECT_TRUE(station_.turn_until([&] { return station_.status().line_up(); }));
    EXPECT_EQ(begin(invitation_).fault(), wire::SETUP_FAULT_ENROLLED) << "it has its township";
}

TEST_F(SetupSocketTest, TheStepIsDoneAgainAfterARestartAndKeepsTheKeys) {
    const auto first = begin(invitation_).begun();
    station_.stop();
    station_.start();
    const auto again = begin(invitation_).begun();
    EXPECT_EQ(again.code(), first.code());
    EXPECT_EQ(again.reply(), first.reply());
}

TEST_F(SetupSocketTest, WhatIsNoInvitationOrAnotherStationsIsSaidSo) {
    EXPECT_EQ(begin("https://example.org").fault(), wire::SETUP_FAULT_INVITATION);
    EXPECT_EQ(begin("DOORSTEP-I1:AAAA").fault(), wire::SETUP_FAULT_INVITATION);
    EXPECT_EQ(begin(std::string(70'000, ' ')).fault(), wire::SETUP_FAULT_INVITATION);
    EXPECT_EQ(begin(invitation_, "other keys").fault(), wire::SETUP_FAULT_INVITATION);
    EXPECT_FALSE(station_.status().enrolled());
    EXPECT_EQ(confirm("12345678"), wire::SETUP_FAULT_NOT_ENROLLED);
    EXPECT_EQ(sign("x").fault(), wire::SETUP_FAULT_NOT_ENROLLED);
    EXPECT_EQ(ask({}).fault(), wire::SETUP_FAULT_BAD_REQUEST);
    ASSERT_TRUE(begin(invitation_).has_begun());
    EXPECT_EQ(begin(gateway_.invitation("village-2")).fault(), wire::SETUP_FAULT_OTHER_STATION);
}

TEST_F(SetupSocketTest, AfterFiveWrongCodesNoneFitsUntilANewInvitation) {
    const auto begun = begin(invitation_).begun();
    for (int i = 0; i < most_wrong_codes; ++i) {
        EXPECT_EQ(confirm("00000000"), wire::SETUP_FAULT_CODE_WRONG);
    }
    const auto right = township_code(invitation_, begun.reply());
    EXPECT_EQ(confirm(right), wire::SETUP_FAULT_CODE_WRONG);
    ASSERT_TRUE(begin(invitation_).has_begun());
    EXPECT_EQ(confirm(right), wire::SETUP_FAULT_NONE);
}

TEST_F(SetupSocketTest, AReportIsSignedByTheStationsKey) {
    ASSERT_TRUE(begin(invitation_).has_begun());
    const auto report = sign("steps=DDDDDDDD\n").report();
    EXPECT_EQ(report.station(), "village-1");
    const auto text = protocol::signed_report("steps=DDDDDDDD\n", as_bytes(report.signature()));
    EXPECT_TRUE(protocol::checked_report(text, as_bytes(report.sign_public())));
    EXPECT_EQ(sign(std::string(2'000, 'x')).fault(), wire::SETUP_FAULT_BAD_REQUEST);
}

}  // namespace
}  // namespace doorstep::agent
