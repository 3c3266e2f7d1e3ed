#include "base/toml_letters.hpp"

#include <gtest/gtest.h>

namespace doorstep {
namespace {

TEST(TomlLetters, MayStandInStringsKeysInQuotesAndComments) {
    for (const auto* text : {"", "a = 1", "a = \"、é\" # 最低生活保障\n\"键\" = '、'",
                             "a = \"\"\"\n、\"é\"\\\"\"\"\"\"\nb = 1", "a = '''\n、''\né'''''\nb = 2", "a = \"\\\"、\"",
                             "\xEF\xBB\xBF"
                             "a = 1",
                             "a = ['、', \"é\"]"}) {
        EXPECT_EQ(stray_letter_in_toml(text), std::nullopt) << text;
    }
}

TEST(TomlLetters, ElsewhereTheirLineIsTold) {
    EXPECT_EQ(stray_letter_in_toml("、"), 1);
    EXPECT_EQ(stray_letter_in_toml("a = 1\né = 2"), 2);
    EXPECT_EQ(stray_letter_in_toml("a = \"x\" 、"), 1);
    EXPECT_EQ(stray_letter_in_toml("# 注\na = 'x'\n\n\u00A0b = 1"), 4);
    EXPECT_EQ(stray_letter_in_toml("a = \"\"\"x\"\"\" é"), 1);
    EXPECT_EQ(stray_letter_in_toml("a = '\\' é"), 1) << "no escape in a literal string";
    EXPECT_EQ(stray_letter_in_toml("a = \"not ended\né"), 2);
}

TEST(TomlLetters, WhatDoesNotEndIsLeftToTheParser) {
    for (const auto* text : {"a = \"", "a = \"\"\"、", "a = '''", "a = \"\\", "a = \"x\\", "#、"}) {
        EXPECT_EQ(stray_letter_in_toml(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace doorstep
