#include "base/version.hpp"

#include <gtest/gtest.h>

namespace doorstep {
namespace {

TEST(Version, NumbersCountNotLetters) {
    const std::vector<std::string_view> rising{"0.9", "0.9.0", "0.10.0", "1", "1.2.3", "1.2.10", "2.0"};
    for (std::size_t i = 0; i + 1 < rising.size(); ++i) {
        EXPECT_LT(*parse_version(rising[i]), *parse_version(rising[i + 1])) << rising[i];
    }
    EXPECT_EQ(*parse_version("1.2.0"), *parse_version("1.2.0"));
    EXPECT_EQ(*parse_version("1.02"), *parse_version("1.2"));
}

TEST(Version, AnythingElseIsNone) {
    for (const auto* text : {"", ".", "1.", ".1", "1..2", "1.2-rc", "v1", "-1", "1. 2", "4294967296",
                             "1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1"}) {
        EXPECT_FALSE(parse_version(text)) << text;
    }
}

}  // namespace
}  // namespace doorstep
