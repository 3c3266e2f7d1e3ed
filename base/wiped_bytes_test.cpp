#include "base/wiped_bytes.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace doorstep {
namespace {

TEST(WipedBytes, WipeLeavesZeroes) {
    std::string secret = "990101194912310024 and more than the short string buffer holds";
    const char* at = secret.data();
    const auto size = secret.size();
    wipe(secret);
    EXPECT_TRUE(secret.empty());
    EXPECT_TRUE(std::all_of(at, at + size, [](char c) { return c == 0; }));
}

TEST(WipedBytes, MovedFromStringHoldsNothing) {
    WipedString a(std::string("short"));
    WipedString b(std::move(a));
    EXPECT_TRUE(a.empty());  // NOLINT(bugprone-use-after-move): that it is empty is the promise
    EXPECT_EQ(b.view(), "short");
    WipedString c;
    c = std::move(b);
    EXPECT_EQ(c.view(), "short");
}

}  // namespace
}  // namespace doorstep
