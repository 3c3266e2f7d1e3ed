#include "base/allowance.hpp"

#include <gtest/gtest.h>

namespace doorstep {
namespace {

TEST(Allowance, SoManyAtOnceAndThenOneMoreInItsTime) {
    constexpr std::int64_t start = 5'000;
    Allowance allowance(3, 1'000, start);
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(allowance.take(start));
    }
    EXPECT_FALSE(allowance.take(start + 999));
    EXPECT_TRUE(allowance.take(start + 1'000));
    EXPECT_FALSE(allowance.take(start + 1'999)) << "the time goes on from the one that came, not from the one taken";
    EXPECT_TRUE(allowance.take(start + 2'000));
}

TEST(Allowance, WhoWaitsLongHasNoMoreThanAtFirst) {
    Allowance allowance(2, 1'000, 0);
    constexpr std::int64_t a_day = 86'400'000;
    EXPECT_TRUE(allowance.take(a_day));
    EXPECT_TRUE(allowance.take(a_day));
    EXPECT_FALSE(allowance.take(a_day));
}

}  // namespace
}  // namespace doorstep
