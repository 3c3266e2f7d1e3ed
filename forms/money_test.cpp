#include "forms/money.hpp"

#include <gtest/gtest.h>

namespace doorstep::forms {
namespace {

TEST(Money, ReadsWhatPeopleType) {
    EXPECT_EQ(parse_yuan("1234.5").value(), 123450);
    EXPECT_EQ(parse_yuan("1,234.50").value(), 123450);
    EXPECT_EQ(parse_yuan("１２３４元").value(), 123400);
    EXPECT_EQ(parse_yuan(" 0 ").value(), 0);
    EXPECT_EQ(parse_yuan("12，000").value(), 1200000);
}

TEST(Money, RoundsOnceHalfUp) {
    EXPECT_EQ(parse_yuan("0.004").value(), 0);
    EXPECT_EQ(parse_yuan("0.005").value(), 1);
    EXPECT_EQ(parse_yuan("0.0049999").value(), 0);
    EXPECT_EQ(parse_yuan("1.999").value(), 200);
}

TEST(Money, AnnualAmountIsNotTheRoundedMonthTimesTwelve) {
    const std::int64_t year = parse_yuan("100").value();
    EXPECT_EQ(month_of_year(year), 833);
    EXPECT_NE(month_of_year(year) * 12, year);
    EXPECT_EQ(month_of_year(6), 1);
    EXPECT_EQ(month_of_year(5), 0);
}

TEST(Money, RefusesWhatIsNoAmount) {
    for (const char* text : {"", ".", "1.", ".5", "-5", "1,5", "1,2345", "12,34", ",123", "abc", "1.2.3", "1e5",
                             "999999999999999999999", "100000000.01"}) {
        EXPECT_FALSE(parse_yuan(text)) << text;
    }
    EXPECT_TRUE(parse_yuan("100000000"));
}

TEST(Money, FormatIsReadBackToTheSameFen) {
    for (const std::int64_t fen : {0LL, 1LL, 10LL, 99LL, 100LL, 123450LL, 100000000LL, 10000000000LL}) {
        EXPECT_EQ(parse_yuan(format_yuan(fen)).value(), fen) << format_yuan(fen);
    }
    EXPECT_EQ(format_yuan(123456789), "1,234,567.89");
    EXPECT_EQ(format_yuan(100005), "1,000.05");
    EXPECT_EQ(format_yuan(-150), "-1.50");
}

}  // namespace
}  // namespace doorstep::forms
