#include "protocol/envelope/statements.hpp"

#include <gtest/gtest.h>

#include "base/case_number.hpp"

namespace doorstep::protocol {
namespace {

TEST(Statements, ASignatureServesOnePurposeOnly) {
    const auto keys = make_signing_keys();
    const auto signature = sign(domains::acknowledgement, as_bytes("x"), keys);
    EXPECT_TRUE(verify(domains::acknowledgement, as_bytes("x"), signature, keys.public_key));
    EXPECT_FALSE(verify(domains::downlink, as_bytes("x"), signature, keys.public_key));
    EXPECT_FALSE(verify(domains::acknowledgement, as_bytes("y"), signature, keys.public_key));
    EXPECT_FALSE(verify(domains::acknowledgement, as_bytes("x"), signature, make_signing_keys().public_key));
    EXPECT_FALSE(verify(domains::acknowledgement, as_bytes("x"), {}, keys.public_key));
}

TEST(Statements, DomainAndMessageDoNotRunTogether) {
    const auto keys = make_signing_keys();
    const auto signature = sign("doorstep/a", as_bytes("bc"), keys);
    EXPECT_FALSE(verify("doorstep/ab", as_bytes("c"), signature, keys.public_key));
}

TEST(Statements, AnAuditStepDependsOnAllThatItSays) {
    const auto digest = sha256(as_bytes("envelope"));
    const auto step = audit_step({}, 1, 5, digest);
    EXPECT_EQ(step, audit_step({}, 1, 5, digest));
    EXPECT_NE(step, audit_step(step, 1, 5, digest));
    EXPECT_NE(step, audit_step({}, 2, 5, digest));
    EXPECT_NE(step, audit_step({}, 1, 6, digest));
    EXPECT_NE(step, audit_step({}, 1, 5, sha256(as_bytes("another"))));
    EXPECT_NE(audit_bytes("village-1", 1, step), audit_bytes("village-2", 1, step));
    EXPECT_NE(audit_bytes("village-1", 1, step), audit_bytes("village-1", 2, step));
}

TEST(Statements, ReceiptTextIsCheckedByStationKey) {
    const auto keys = make_signing_keys();
    const auto number = CaseNumber::make().digits();
    const auto text = make_receipt_text({number, "village-1", 1'795'000'000}, keys).value();
    EXPECT_TRUE(text.starts_with("DS1:" + number + ":village-1:1795000000:"));
    const auto checked = verify_receipt_text(text, keys.public_key);
    ASSERT_TRUE(checked);
    EXPECT_EQ(checked->case_number, number);
    EXPECT_EQ(parse_receipt_text(text)->station, "village-1");
    EXPECT_TRUE(verify_receipt_text(text, make_signing_keys().public_key).error().is(StatementError::BadSignature));
    auto later = text;
    later.replace(text.find("1795"), 4, "1796");
    EXPECT_TRUE(verify_receipt_text(later, keys.public_key).error().is(StatementError::BadSignature));
}

TEST(Statements, ABrokenReceiptTextIsNoReceipt) {
    const auto keys = make_signing_keys();
    EXPECT_FALSE(make_receipt_text({"123", "village-1", 1}, keys));
    EXPECT_FALSE(make_receipt_text({CaseNumber::make().digits(), "a:b", 1}, keys));
    for (const auto* text : {"", "DS1:", "DS1:1:2:3:4", "DS2:000000000098:v:1:AAAA", "DS1:000000000098:v:x:AAAA",
                             "DS1:000000000098:v:01:AAAA", "DS1:000000000098::1:AAAA"}) {
        EXPECT_TRUE(verify_receipt_text(text, keys.public_key).error().is(StatementError::BadText)) << text;
    }
}

TEST(Statements, ABoxOpensOnlyForItsStation) {
    const auto keys = make_box_keys();
    const auto sealed = seal_box(as_bytes("entry"), keys.public_key).value();
    EXPECT_EQ(as_text(open_box(sealed, keys).value()), "entry");
    EXPECT_TRUE(open_box(sealed, make_box_keys()).error().is(StatementError::CannotOpen));
    EXPECT_TRUE(open_box(as_bytes("short"), keys).error().is(StatementError::CannotOpen));
    EXPECT_TRUE(seal_box(as_bytes("entry"), Bytes(3)).error().is(StatementError::BadKey));
}

}  // namespace
}  // namespace doorstep::protocol
