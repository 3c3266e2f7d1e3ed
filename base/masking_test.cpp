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

TEST(MaskLine, NamesAndNumbersOfPersonsDoNotSurviveTheMask) {
    EXPECT_EQ(mask_line("card of 王建国 99010119500101001X read"), "card of ＊ ＊ read");
    EXPECT_EQ(mask_line("number 990101195001010018, phone 13800000000"), "number ＊, phone ＊");
    EXPECT_EQ(mask_line("测试县柳树村1号"), "＊1＊");
    EXPECT_EQ(mask_line("case 074749131783x"), "case ＊");
    // Cut through a letter, and bytes that are none.
    EXPECT_EQ(mask_line("a\xe7\x8e"), "a＊");
    EXPECT_EQ(mask_line("\xff\xfe 7"), "＊ 7");
}

TEST(MaskLine, WhatATechnicianNeedsStays) {
    constexpr auto line = "2026-11-28T10:15:42.123 doorstep-hub warning scanner: error 14 at 127.0.0.1:54321";
    EXPECT_EQ(mask_line(line), line);
    EXPECT_EQ(mask_line(""), "");
}

}  // namespace
}  // namespace doorstep
