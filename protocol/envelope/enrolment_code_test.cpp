// The codes that are typed at an enrolment depend on every key of both sides, and on the side.
#include "protocol/envelope/enrolment_code.hpp"

#include <gtest/gtest.h>

#include <set>

namespace doorstep::protocol {
namespace {

Bytes key(std::uint8_t with) {
    return Bytes(32, with);
}

EnrolmentTranscript transcript() {
    return {"kiosk-1", "test-town", Bytes(24, 9), key(1), key(2), key(3), {key(4), key(5)}, key(6), key(7), key(8)};
}

TEST(EnrolmentCode, EightDigitsThatBothSidesFindAndEachSideHasItsOwn) {
    const auto kiosk = enrolment_code(transcript(), CodeOf::Kiosk);
    EXPECT_EQ(kiosk.size(), 8U);
    EXPECT_EQ(kiosk, enrolment_code(transcript(), CodeOf::Kiosk));
    EXPECT_NE(kiosk, enrolment_code(transcript(), CodeOf::Township));
    auto sorted = transcript();
    std::swap(sorted.release_public[0], sorted.release_public[1]);
    EXPECT_EQ(kiosk, enrolment_code(sorted, CodeOf::Kiosk));
}

TEST(EnrolmentCode, AnyChangedFieldGivesAnotherCode) {
    std::vector<EnrolmentTranscript> changed(12, transcript());
    changed[0].station = "kiosk-2";
    changed[1].township = "test-tow";
    changed[2].token[0] ^= 1;
    changed[3].server_curve_public[31] ^= 1;
    changed[4].gateway_sign_public[31] ^= 1;
    changed[5].recipient_public[31] ^= 1;
    changed[6].release_public[1][31] ^= 1;
    changed[7].release_public.pop_back();
    changed[8].curve_public[31] ^= 1;
    changed[9].sign_public[31] ^= 1;
    changed[10].box_public[31] ^= 1;
    std::swap(changed[11].curve_public, changed[11].sign_public);
    std::set<std::string> codes{enrolment_code(transcript(), CodeOf::Kiosk)};
    for (const auto& one : changed) {
        codes.insert(enrolment_code(one, CodeOf::Kiosk));
    }
    EXPECT_EQ(codes.size(), changed.size() + 1);  // by chance they differ in all but one of a million runs
}

TEST(EnrolmentCode, SpacesAndHyphensDoNotMatter) {
    EXPECT_TRUE(same_code("12345678", "1234 5678"));
    EXPECT_TRUE(same_code("12345678", "12-34-56-78"));
    EXPECT_FALSE(same_code("12345678", "12345679"));
    EXPECT_FALSE(same_code("12345678", "1234567"));
    EXPECT_FALSE(same_code("", ""));
}

}  // namespace
}  // namespace doorstep::protocol
