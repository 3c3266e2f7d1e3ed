#include "base/masking.hpp"

#include <gtest/gtest.h>

namespace doorstep {
namespace {

TEST(Masking, NameKeepsItsFirstCharacter) {
    EXPECT_EQ(mask_name("王小明"), "王＊＊");
    EXPECT_EQ(mask_name("𠮷田"), "𠮷＊");
    EXPECT_EQ(mask_name("Li"), "L＊");
    EXPECT_EQ(mask_name(""), "");
}

TEST(Masking, ShortNumbersAreHiddenWhole) {
    EXPECT_EQ(mask_number("12345678"), "********");
    EXPECT_EQ(mask_number("H1234567890"), "H12****7890");
    EXPECT_EQ(mask_phone("13900001234"), "139******34");
    EXPECT_EQ(mask_phone("110"), "***");
}

}  // namespace
}  // namespace doorstep
