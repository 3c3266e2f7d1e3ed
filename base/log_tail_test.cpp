// What of a log stands on a technician's screen.
#include "base/log_tail.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/log.hpp"

namespace doorstep::log {
namespace {

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
