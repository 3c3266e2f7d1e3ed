#include "base/uuid.hpp"

#include <set>

#include <gtest/gtest.h>

namespace doorstep {
namespace {

TEST(Uuid, HasVersionSevenAndVariantTwo) {
    const auto id = Uuid::make_v7();
    EXPECT_EQ(id.bytes()[6] >> 4, 7);
    EXPECT_EQ(id.bytes()[8] >> 6, 2);
    EXPECT_FALSE(id.is_nil());
}

TEST(Uuid, TextRoundTripInEitherCase) {
    const auto id = Uuid::parse("0192F0C1-7B2A-7ABC-8DEF-0123456789AB").value();
    EXPECT_EQ(id.text(), "0192f0c1-7b2a-7abc-8def-0123456789ab");
    EXPECT_EQ(Uuid::parse(id.text()).value(), id);
    EXPECT_EQ(Uuid::from_bytes(id.bytes()).value(), id);
}

TEST(Uuid, RefusesWhatIsNone) {
    for (const auto* bad :
         {"", "0192f0c1", "0192f0c1-7b2a-7abc-8def-0123456789ag", "0192f0c1x7b2a-7abc-8def-0123456789ab"}) {
        EXPECT_FALSE(Uuid::parse(bad)) << bad;
    }
}

TEST(Uuid, TenThousandDiffer) {
    std::set<Uuid> seen;
    for (int i = 0; i < 10000; ++i) {
        seen.insert(Uuid::make_v7());
    }
    EXPECT_EQ(seen.size(), 10000U);
}

}  // namespace
}  // namespace doorstep
