#include "protocol/envelope/enrolment_text.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "protocol/envelope/keys.hpp"

namespace doorstep::protocol {
namespace {

using nlohmann::json;

json an_invitation() {
    const auto key = [] { return to_base64(make_box_keys().public_key); };
    return {
        {"station", "village-1"},       {"township", "township-990001"},    {"address", "tcp://township.example:9410"},
        {"server_curve_public", key()}, {"gateway_sign_public", key()},     {"recipient_public", key()},
        {"recipient_epoch", 70'000U},   {"token", to_base64(Bytes(24, 9))}, {"release_public", {key(), key(), key()}}};
}

TEST(EnrolmentText, AnInvitationComesBackAsItWas) {
    const auto invitation = an_invitation();
    const auto code = invitation_code(invitation.dump()).value();
    EXPECT_EQ(json::parse(invitation_json(code).value()), invitation);
    EXPECT_EQ(json::parse(invitation_json(" " + code + "\r\n").value()), invitation) << "as a reader ends its line";
    EXPECT_LE(code.size(), 600U) << "so much a QR code of ours holds";
}

TEST(EnrolmentText, AReplyComesBackAsItWas) {
    const json reply{{"station", "village-1"},
                     {"token", to_base64(Bytes(24, 1))},
                     {"curve_public", to_base64(Bytes(32, 2))},
                     {"sign_public", to_base64(Bytes(32, 3))},
                     {"box_public", to_base64(Bytes(32, 4))},
                     {"signature", to_base64(Bytes(64, 5))}};
    const auto code = reply_code(reply.dump()).value();
    EXPECT_EQ(json::parse(reply_json(code).value()), reply);
    EXPECT_EQ(invitation_json(code).value(), code) << "no invitation: left to whoever reads JSON";
}

TEST(EnrolmentText, JsonIsLeftAsItIs) {
    const auto text = an_invitation().dump(2);
    EXPECT_EQ(invitation_json(text).value(), text);
}

TEST(EnrolmentText, WithoutReleaseKeysTheListIsEmpty) {
    auto invitation = an_invitation();
    invitation.erase("release_public");
    const auto code = invitation_code(invitation.dump()).value();
    EXPECT_EQ(json::parse(invitation_json(code).value())["release_public"], json::array());
}

TEST(EnrolmentText, AFieldThatLacksIsNamed) {
    auto invitation = an_invitation();
    invitation.erase("token");
    const auto code = invitation_code(invitation.dump());
    ASSERT_FALSE(code);
    EXPECT_TRUE(code.error().is(EnrolmentTextError::BadJson));
    EXPECT_EQ(code.error().detail(), "token");
    EXPECT_FALSE(invitation_code("no JSON"));
}

TEST(EnrolmentText, ACodeThatIsCutAnywhereIsRefused) {
    const auto code = invitation_code(an_invitation().dump()).value();
    const std::string prefix = "DOORSTEP-I1:";
    const auto bytes = from_base64(code.substr(prefix.size())).value();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto cut = prefix + to_base64(BytesView(bytes).first(size));
        EXPECT_FALSE(invitation_json(cut)) << size;
    }
    auto longer = bytes;
    longer.push_back(0);
    EXPECT_FALSE(invitation_json(prefix + to_base64(longer)));
    EXPECT_FALSE(invitation_json(prefix + "!"));
}

}  // namespace
}  // namespace doorstep::protocol
