// What of a log stands on a technician's screen.
#include "base/log_tail.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/log.hpp"

namespace doorstep::log {
namespace {

TEST(LogTail, NamesAndNumbersOfPersonsDoNotSurviveTheMask) {
    EXPECT_EQ(mask_line("card of 王建国 99010119500101001X read"), "card of ＊ ＊ read");
    EXPECT_EQ(mask_line("number 990101195001010018, phone 13800000000"), "number ＊, phone ＊");
    EXPECT_EQ(mask_line("测试县柳树村1号"), "＊1＊");
    EXPECT_EQ(mask_line("case 074749131783x"), "case ＊");
    // Cut through a letter, and bytes that are none.
    EXPECT_EQ(mask_line("a\xe7\x8e"), "a＊");
    EXPECT_EQ(mask_line("\xff\xfe 7"), "＊ 7");
}

TEST(LogTail, WhatATechnicianNeedsStays) {
    constexpr auto line = "2026-11-28T10:15:42.123 doorstep-hub warning scanner: error 14 at 127.0.0.1:54321";
    EXPECT_EQ(mask_line(line), line);
    EXPECT_EQ(mask_line(""), "");
}

TEST(LogTail, HoldsTheLastLinesMasked) {
    start("doorstep-test");
    for (std::size_t i = 0; i < tail_lines + 3; ++i) {
        info("line {} of 王建国", i);
    }
    warning("{}", std::string(2 * longest_tail_line, 'x'));
    const auto lines = tail();
    ASSERT_EQ(lines.size(), tail_lines);
    EXPECT_NE(lines.front().find("doorstep-test info line 4 of ＊"), std::string::npos) << lines.front();
    EXPECT_EQ(lines.back().size(), longest_tail_line);
    debug("not of interest");
    EXPECT_EQ(tail().back(), lines.back());
}

}  // namespace
}  // namespace doorstep::log
