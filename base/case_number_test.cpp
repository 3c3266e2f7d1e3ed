#include "base/case_number.hpp"

#include <gtest/gtest.h>

namespace doorstep {
namespace {

TEST(CaseNumber, RoundTripInBothForms) {
    for (int i = 0; i < 1000; ++i) {
        const auto number = CaseNumber::make();
        EXPECT_EQ(number.digits().size(), 12U);
        EXPECT_EQ(CaseNumber::parse(number.printed()).value(), number);
        EXPECT_EQ(CaseNumber::parse(number.digits()).value(), number);
    }
}

TEST(CaseNumber, KnownAnswer) {
    // ISO 7064 MOD 97-10: check = 98 - (body·100 mod 97).
    EXPECT_EQ(CaseNumber::parse("000000000196").error().is(CaseNumberError::BadCheckDigits), true);
    EXPECT_TRUE(CaseNumber::parse("0000-0000-0195"));
}

TEST(CaseNumber, EverySingleDigitErrorAndSwapIsFound) {
    const auto good = CaseNumber::make().digits();
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (char c = '0'; c <= '9'; ++c) {
            auto bad = good;
            bad[at] = c;
            EXPECT_EQ(static_cast<bool>(CaseNumber::parse(bad)), bad == good);
        }
        if (at + 1 < good.size()) {
            auto swapped = good;
            std::swap(swapped[at], swapped[at + 1]);
            EXPECT_EQ(static_cast<bool>(CaseNumber::parse(swapped)), swapped == good);
        }
    }
    EXPECT_TRUE(CaseNumber::parse("12345").error().is(CaseNumberError::BadText));
    EXPECT_TRUE(CaseNumber::parse("1234-5678-901x").error().is(CaseNumberError::BadText));
}

TEST(CaseNumber, OneForTrainingIsNoCaseNumber) {
    for (int i = 0; i < 1000; ++i) {
        const auto digits = CaseNumber::make_for_training();
        EXPECT_EQ(digits.size(), 12U);
        EXPECT_TRUE(CaseNumber::is_for_training(digits)) << digits;
        EXPECT_TRUE(CaseNumber::parse(digits).error().is(CaseNumberError::BadCheckDigits)) << digits;
        EXPECT_FALSE(CaseNumber::is_for_training(CaseNumber::make().digits()));
    }
    EXPECT_FALSE(CaseNumber::is_for_training("0000-0000-0196"));
    EXPECT_EQ(CaseNumber::grouped("000000000196"), "0000-0000-0196");
    EXPECT_EQ(CaseNumber::grouped("abc"), "abc");
}

}  // namespace
}  // namespace doorstep
