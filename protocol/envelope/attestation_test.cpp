// An attestation is believed only from the station's key, in its one form.
#include "protocol/envelope/attestation.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"

namespace doorstep::protocol {
namespace {

const std::string some_hash(64, 'a');

Attestation one() {
    return {"kiosk-1", "1.2.0", some_hash, 1'795'000'000};
}

TEST(Attestation, ComesBackAsItWasMade) {
    const auto keys = make_signing_keys();
    for (const auto& hash : {some_hash, std::string()}) {
        auto wanted = one();
        wanted.root_hash = hash;
        const auto text = make_attestation_text(wanted, keys).value();
        EXPECT_LE(text.size(), 220U) << "more than a QR that a telephone reads from a screen";
        const auto read = verify_attestation_text(text, keys.public_key).value();
        EXPECT_EQ(read.station, wanted.station);
        EXPECT_EQ(read.version, wanted.version);
        EXPECT_EQ(read.root_hash, hash);
        EXPECT_EQ(read.unix_seconds, wanted.unix_seconds);
    }
}

TEST(Attestation, AnotherKeyAndEachChangedFieldAreRefused) {
    const auto keys = make_signing_keys();
    const auto text = make_attestation_text(one(), keys).value();
    EXPECT_TRUE(verify_attestation_text(text, make_signing_keys().public_key).error().is(StatementError::BadSignature));
    for (const auto& [from, to] :
         {std::pair("kiosk-1", "kiosk-2"), {"1.2.0", "1.2.1"}, {":aa", ":ba"}, {"1795000000", "1795000001"}}) {
        auto changed = text;
        changed.replace(changed.find(from), std::string(from).size(), to);
        EXPECT_TRUE(verify_attestation_text(changed, keys.public_key).error().is(StatementError::BadSignature)) << to;
    }
}

TEST(Attestation, ASignatureForAnotherPurposeIsNone) {
    const auto keys = make_signing_keys();
    const auto text = make_attestation_text(one(), keys).value();
    const auto fields = text.substr(0, text.rfind(':'));
    const auto receipt = fields + ":" + to_base64(sign(domains::receipt, as_bytes(fields), keys));
    EXPECT_TRUE(verify_attestation_text(receipt, keys.public_key).error().is(StatementError::BadSignature));
}

TEST(Attestation, OtherFormsAreNotRead) {
    for (const auto* text :
         {"", "DA1:", "DA1:a:b:c", "DA1:kiosk-1:1:00:5:QUFB", "DA1:kiosk-1:1::05:QUFB", "DA1:Kiosk:1::5:QUFB",
          "DA1:kiosk-1:1::5:", "DA1:kiosk-1:1:::5:QUFB", "DS1:kiosk-1:1::5:QUFB", "DA1:kiosk-1:1::-5:QUFB"}) {
        EXPECT_TRUE(parse_attestation_text(text).error().is(StatementError::BadText)) << text;
    }
    EXPECT_TRUE(parse_attestation_text("DA1:kiosk-1:1::5:QUFB"));
    auto bad = one();
    bad.station = "a:b";
    EXPECT_TRUE(make_attestation_text(bad, make_signing_keys()).error().is(StatementError::BadText));
}

}  // namespace
}  // namespace doorstep::protocol
