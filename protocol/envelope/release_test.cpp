// Who may sign what: one purpose a signature, two persons where two are asked for.
#include "protocol/envelope/release.hpp"

#include <gtest/gtest.h>

#include "protocol/envelope/statements.hpp"

namespace doorstep::protocol {
namespace {

wire::ReleaseOrder order_for(wire::ReleasePurpose purpose) {
    wire::ReleaseOrder order;
    order.set_township("township-990001");
    order.set_sequence(7);
    switch (purpose) {
        case wire::RELEASE_SCHEME:
            order.mutable_scheme()->set_id("dibao");
            break;
        case wire::RELEASE_CONFIGURATION:
            order.mutable_configuration()->set_version(1);
            break;
        case wire::RELEASE_SEALING_KEY:
            order.mutable_sealing_key()->set_epoch(2);
            break;
        case wire::RELEASE_KEYS:
            order.mutable_release_keys()->set_version(2);
            break;
        case wire::RELEASE_REVOCATION:
            order.mutable_revocation()->set_reason("stolen");
            break;
        case wire::RELEASE_FORGET:
            order.mutable_forget()->set_reason("repair");
            break;
        case wire::RELEASE_CLERK:
            order.mutable_clerk()->set_account("zhou");
            break;
        default:
            order.mutable_update()->set_version("1.2.0");
    }
    return order;
}

class ReleaseTest : public ::testing::TestWithParam<int> {
  protected:
    wire::ReleasePurpose purpose() const { return static_cast<wire::ReleasePurpose>(GetParam()); }
    SigningKeys first_ = make_signing_keys();
    SigningKeys second_ = make_signing_keys();
    std::vector<Bytes> pinned_{first_.public_key, second_.public_key};
};
INSTANTIATE_TEST_SUITE_P(Purposes, ReleaseTest,
                         ::testing::Range(static_cast<int>(wire::RELEASE_SCHEME), wire::ReleasePurpose_MAX + 1));

TEST_P(ReleaseTest, ItTakesAsManyPersonsAsItsRuleSays) {
    auto release = unsigned_release(order_for(purpose())).value();
    EXPECT_TRUE(check_release(release, pinned_).error().is(ReleaseError::NotSigned));
    ASSERT_TRUE(sign_release(release, first_));
    ASSERT_TRUE(sign_release(release, first_));  // twice is one person
    EXPECT_EQ(release.signatures_size(), 1);
    EXPECT_EQ(check_release(release, pinned_).has_value(), release_rule(purpose())->persons == 1);
    ASSERT_TRUE(sign_release(release, second_));
    ASSERT_TRUE(check_release(release, pinned_));
    EXPECT_EQ(check_release(release, pinned_)->sequence(), 7U);
    // A repeated signature, or one key pinned twice, is still one person.
    auto doubled = release;
    *doubled.mutable_signatures(1) = release.signatures(0);
    const std::vector<Bytes> same{first_.public_key, first_.public_key};
    EXPECT_EQ(check_release(doubled, pinned_).has_value(), release_rule(purpose())->persons == 1);
    EXPECT_EQ(check_release(release, same).has_value(), release_rule(purpose())->persons == 1);
}

TEST_P(ReleaseTest, StrangersAndOtherPurposesDoNotCount) {
    auto release = unsigned_release(order_for(purpose())).value();
    ASSERT_TRUE(sign_release(release, make_signing_keys()));
    ASSERT_TRUE(sign_release(release, make_signing_keys()));
    EXPECT_TRUE(check_release(release, pinned_).error().is(ReleaseError::NotSigned));
    EXPECT_TRUE(check_release(release, {}).error().is(ReleaseError::NotSigned));
    // Signed by both for every other purpose: none of it holds for this one.
    for (int other = wire::RELEASE_SCHEME; other <= wire::ReleasePurpose_MAX; ++other) {
        auto claimed = unsigned_release(order_for(purpose())).value();
        claimed.set_purpose(static_cast<wire::ReleasePurpose>(other));
        ASSERT_TRUE(sign_release(claimed, first_));
        ASSERT_TRUE(sign_release(claimed, second_));
        EXPECT_EQ(check_release(claimed, pinned_).has_value(), other == purpose()) << other;
        claimed.set_purpose(purpose());
        EXPECT_EQ(check_release(claimed, pinned_).has_value(), other == purpose()) << other;
    }
}

TEST_P(ReleaseTest, AnyFlippedByteIsRefused) {
    auto release = unsigned_release(order_for(purpose())).value();
    ASSERT_TRUE(sign_release(release, first_));
    ASSERT_TRUE(sign_release(release, second_));
    for (std::size_t i = 0; i < release.order().size(); ++i) {
        auto altered = release;
        (*altered.mutable_order())[i] ^= 1;
        EXPECT_FALSE(check_release(altered, pinned_)) << i;
    }
}

TEST(Release, OverTheBoundsIsRefused) {
    auto order = order_for(wire::RELEASE_SCHEME);
    order.mutable_scheme()->add_files()->set_content(std::string(largest_release, 'x'));
    EXPECT_TRUE(unsigned_release(order).error().is(ReleaseError::BadOrder));
    EXPECT_TRUE(unsigned_release({}).error().is(ReleaseError::BadOrder));
    wire::SignedRelease unknown;
    EXPECT_TRUE(sign_release(unknown, make_signing_keys()).error().is(ReleaseError::BadOrder));
    EXPECT_TRUE(check_release(unknown, {}).error().is(ReleaseError::BadOrder));
}

TEST(Release, TheFingerprintIsOfAllKeysInAnyOrder) {
    const auto a = make_signing_keys().public_key;
    const auto b = make_signing_keys().public_key;
    EXPECT_EQ(release_fingerprint(std::vector{a, b}), release_fingerprint(std::vector{b, a}));
    const std::vector<Bytes> alone{a};
    EXPECT_NE(release_fingerprint(std::vector{a, b}), release_fingerprint(alone));
    EXPECT_EQ(release_fingerprint(alone).size(), 39U);
}

}  // namespace
}  // namespace doorstep::protocol
