#include "device-drivers/pcsc/chip_messages.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"

namespace doorstep::devices {
namespace {

std::string atr(const char* hex) {
    return shown_atr(from_hex(hex).value());
}

TEST(ChipAtr, HistoricalBytesAreCountedAndNotShown) {
    EXPECT_EQ(atr("3B6D00008154440001020304050607A8"), "?+16") << "thirteen are promised, twelve came";
    EXPECT_EQ(atr("3B6D00008154440001020304050607A8B9"), "3B6D0000+13");
    EXPECT_EQ(atr("3B00"), "3B00+0");
    EXPECT_EQ(atr("3F670000112233445566"), "?+10");
    EXPECT_EQ(atr("3F67000011223344556677"), "3F670000+7");
    // With a chain of interface bytes and a check byte.
    EXPECT_EQ(atr("3BF91300008131FE45") + "", "?+9");
    EXPECT_EQ(atr("3BF91300008131FE454A434F503234323132A7"), "3BF91300008131FE45+9");
}

TEST(ChipAtr, WhatIsNoneIsItsLengthOnly) {
    EXPECT_EQ(shown_atr({}), "?+0");
    EXPECT_EQ(atr("3B"), "?+1");
    EXPECT_EQ(atr("11223344"), "?+4");
    EXPECT_EQ(atr("3BFF"), "?+2");
    EXPECT_EQ(shown_atr(Bytes(40, 0x3B)), "?+40");
}

TEST(ChipAnswer, StatusWordIsTheLastTwoBytes) {
    EXPECT_EQ(status_word(Bytes{1, 2, 0x6A, 0x82}), 0x6A82);
    EXPECT_EQ(status_word(Bytes{0x90, 0x00}), 0x9000);
    EXPECT_FALSE(status_word(Bytes{0x90}));
    EXPECT_FALSE(status_word({}));
}

TEST(ChipAnswer, ValueOfATag) {
    const Bytes records{0x01, 2, 'A', 'B', 0x07, 1, 'C'};
    EXPECT_EQ(as_text(chip_value(records, 0x07).value()), "C");
    EXPECT_EQ(chip_value(records, std::nullopt).value().size(), records.size());
    EXPECT_TRUE(chip_value(records, 0x09).error().is(ChipError::Garbled));
    EXPECT_TRUE(chip_value(Bytes{0x01, 9, 'A'}, 0x01).error().is(ChipError::Garbled));
    EXPECT_TRUE(chip_value(Bytes{0x01}, 0x01).error().is(ChipError::Garbled));
}

std::string text(const Bytes& value, ChipForm form) {
    const auto result = chip_text(value, form);
    return result ? *result : result.error().detail();
}

TEST(ChipAnswer, EachFormIsReadAndItsFillingTakenOff) {
    EXPECT_EQ(text({'9', '9', 'A', ' ', 0, 0xFF}, ChipForm::Text), "99A");
    EXPECT_EQ(text({0xC7, 0xE0, 0xCA, 0xAF, 0xCF, 0xE7, 0, 0}, ChipForm::Gb18030), "青石乡");
    EXPECT_EQ(text({0x99, 0x01, 0x02, 0xFF, 0xFF}, ChipForm::Digits), "990102");
    EXPECT_EQ(text({0x99, 0x01, 0x2F}, ChipForm::Digits), "99012");
    EXPECT_EQ(text({0x20, 0x26, 0x11, 0x28}, ChipForm::Date), "2026-11-28");
    EXPECT_EQ(text({0, 0, 0, 0}, ChipForm::Date), "");
    EXPECT_EQ(text({0xDE, 0xAD}, ChipForm::Hex), "dead");
    EXPECT_EQ(text({}, ChipForm::Text), "");
}

TEST(ChipAnswer, WhatIsOfAnotherShapeIsRefused) {
    EXPECT_EQ(text({'A', 0x1B, 'B'}, ChipForm::Text), "control characters");
    EXPECT_EQ(text({0xC7, 'A'}, ChipForm::Text), "no text");
    EXPECT_EQ(text({0xC7}, ChipForm::Gb18030), "no GB18030");
    EXPECT_EQ(text({0x99, 0xA1}, ChipForm::Digits), "no digits");
    EXPECT_EQ(text({0x20, 0x26, 0x02, 0x30}, ChipForm::Date), "no date") << "there is no such day";
    EXPECT_EQ(text({0x20, 0x26}, ChipForm::Date), "no date");
}

}  // namespace
}  // namespace doorstep::devices
