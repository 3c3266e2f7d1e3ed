#include "base/id_number.hpp"

#include <random>

#include <gtest/gtest.h>

namespace doorstep {
namespace {

std::string synthetic(std::mt19937& random) {
    auto pick = [&random](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
    const auto birth = CalendarDate::make(pick(1930, 2015), pick(1, 12), pick(1, 28)).value();
    std::string digits =
        "99" + std::to_string(pick(1000, 9999)) + birth.compact_text() + std::to_string(pick(100, 999));
    return digits + id_number_check_character(digits);
}

TEST(IdNumber, PublishedExamplesPass) {
    for (const auto* good : {"11010519491231002X", "440524188001010014", "34052419800101001X"}) {
        EXPECT_TRUE(IdNumber::parse(good)) << good;
    }
    EXPECT_EQ(IdNumber::parse("11010519491231002x").value().plain(), "11010519491231002X");
}

TEST(IdNumber, TellsBirthSexAndArea) {
    const auto id = IdNumber::parse("11010519491231002X").value();
    EXPECT_EQ(id.birth().text(), "1949-12-31");
    EXPECT_EQ(id.sex(), Sex::Female);
    EXPECT_EQ(id.area(), "110105");
}

TEST(IdNumber, EachFaultHasItsOwnName) {
    EXPECT_TRUE(IdNumber::parse("123").error().is(IdNumberError::BadLength));
    EXPECT_TRUE(IdNumber::parse("1101051949123100AX").error().is(IdNumberError::BadCharacter));
    EXPECT_TRUE(IdNumber::parse("11010519491331002X").error().is(IdNumberError::BadBirthDate));
    EXPECT_TRUE(IdNumber::parse("110105194912310021").error().is(IdNumberError::BadCheckDigit));
}

TEST(IdNumber, EverySingleDigitErrorAndSwapIsFound) {
    std::mt19937 random(20261123);
    int undetected = 0;
    for (int round = 0; round < 200; ++round) {
        const std::string good = synthetic(random);
        ASSERT_TRUE(IdNumber::parse(good));
        for (std::size_t at = 0; at < 17; ++at) {
            for (char c = '0'; c <= '9'; ++c) {
                std::string bad = good;
                bad[at] = c;
                undetected += bad != good && IdNumber::parse(bad) ? 1 : 0;
            }
            std::string swapped = good;
            std::swap(swapped[at], swapped[at + 1]);
            undetected += swapped != good && IdNumber::parse(swapped) ? 1 : 0;
        }
    }
    EXPECT_EQ(undetected, 0);
}

TEST(IdNumber, MaskHidesBirthAndSerial) {
    EXPECT_EQ(IdNumber::parse("11010519491231002X").value().masked(), "110***********002X");
}

TEST(IdNumber, AnOldNumberIsFoundUnderTheNewOne) {
    const auto found = id_number_search_form("990101600101001");
    EXPECT_EQ(found.substr(0, 17), "99010119600101001");
    EXPECT_TRUE(IdNumber::parse(found));
    for (const auto* other : {"", "99010160010100X", "99010119600101001", "990101196001010012", "王测试的号码"}) {
        EXPECT_EQ(id_number_search_form(other), other);
    }
}

}  // namespace
}  // namespace doorstep
