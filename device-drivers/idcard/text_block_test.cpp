#include "device-drivers/idcard/text_block.hpp"

#include <gtest/gtest.h>

#include "device-drivers/idcard/test_card.hpp"

namespace doorstep::devices {
namespace {

using testing::citizen_block;
using testing::text_block;

TEST(TextBlock, Citizen) {
    const auto card = parse_text_block(citizen_block()).value();
    EXPECT_EQ(card.variant, CardVariant::Citizen);
    EXPECT_EQ(card.name.view(), "王测试");
    EXPECT_EQ(card.number.view(), testing::wang_number);
    EXPECT_EQ(card.sex, Sex::Male);
    EXPECT_EQ(card.nation.view(), "01");
    EXPECT_EQ(card.birth.text(), "1970-01-01");
    EXPECT_EQ(card.address.view(), "测试省测试县柳树村7号");
    EXPECT_EQ(card.issuer.view(), "测试县公安局");
    EXPECT_EQ(card.valid_until->text(), "2035-06-01");
}

TEST(TextBlock, ExpiryIsANoteByTheDayGivenAndLongTermNeverExpires) {
    const auto day = CalendarDate::parse("2026-11-23").value();
    EXPECT_TRUE(parse_text_block(citizen_block(testing::wang_number, "20261122")).value().expired(day));
    EXPECT_FALSE(parse_text_block(citizen_block(testing::wang_number, "20261123")).value().expired(day));
    const auto long_term = parse_text_block(citizen_block(testing::wang_number, "长期")).value();
    EXPECT_FALSE(long_term.valid_until);
    EXPECT_FALSE(long_term.expired(day));
}

TEST(TextBlock, HongKongPermit) {
    const auto card = parse_text_block(text_block({{"黃测试", 30},
                                                   {"2", 2},
                                                   {"", 4},
                                                   {"19850620", 16},
                                                   {"测试县人民路88号", 70},
                                                   {testing::number_for("99010119850620002"), 36},
                                                   {"测试县公安局", 30},
                                                   {"20220101", 16},
                                                   {"20270101", 16},
                                                   {"H00000001", 18},
                                                   {"01", 4},
                                                   {"", 6},
                                                   {"J", 2},
                                                   {"", 6}}))
                          .value();
    EXPECT_EQ(card.variant, CardVariant::HmtPermit);
    EXPECT_EQ(card.pass_number.view(), "H00000001");
    EXPECT_TRUE(card.nation.empty());
}

Bytes foreigner_2017(const std::string& number) {
    return text_block({{"SMITH, JOHN TESTER", 120},
                       {"1", 2},
                       {number, 30},
                       {"USA", 6},
                       {"", 30},
                       {"20180501", 16},
                       {"20280501", 16},
                       {"19800101", 16},
                       {"01", 4},
                       {"1500", 8},
                       {"I", 2},
                       {"", 6}});
}

TEST(TextBlock, Foreigner2017HasNoCheckDigitButAForm) {
    const auto card = parse_text_block(foreigner_2017("USA990119800101")).value();
    EXPECT_EQ(card.variant, CardVariant::Foreign2017);
    EXPECT_EQ(card.english_name.view(), "SMITH, JOHN TESTER");
    EXPECT_TRUE(card.name.empty());
    EXPECT_EQ(card.country.view(), "USA");
    EXPECT_TRUE(parse_text_block(foreigner_2017("US1990119800101")).error().is(TextBlockError::BadField));
}

TEST(TextBlock, Foreigner2023JoinsBothPartsOfTheName) {
    const auto card = parse_text_block(text_block({{"田测试", 30},
                                                   {"2", 2},
                                                   {"00", 4},
                                                   {"19910707", 16},
                                                   {"ABCDEFGHIJKLMNOPQRSTUVWXYZ ABCDEFGH", 70},
                                                   {testing::number_for("99010219910707002"), 36},
                                                   {"", 30},
                                                   {"20240101", 16},
                                                   {"20340101", 16},
                                                   {"IJKL", 22},
                                                   {"JPN", 6},
                                                   {"Y", 2},
                                                   {"000", 6}}))
                          .value();
    EXPECT_EQ(card.variant, CardVariant::Foreign2023);
    EXPECT_EQ(card.english_name.view(), "ABCDEFGHIJKLMNOPQRSTUVWXYZ ABCDEFGHIJKL");
}

TEST(TextBlock, EveryUnknownLetterIsRefusedNeverParsedAsCitizen) {
    for (int letter = 1; letter < 256; ++letter) {
        if (letter == ' ' || letter == 'I' || letter == 'J' || letter == 'Y') {
            continue;
        }
        auto block = citizen_block();
        block[248] = static_cast<std::uint8_t>(letter);
        EXPECT_TRUE(parse_text_block(block).error().is(TextBlockError::UnknownType)) << letter;
    }
    auto wide = citizen_block();
    wide[249] = 1;
    EXPECT_TRUE(parse_text_block(wide).error().is(TextBlockError::UnknownType));
}

TEST(NewAddresses, OldestFirstAndBlankOnesLeftOut) {
    Bytes data;
    for (const std::string_view text : {"青石乡敬老院2室", "", "青石乡柳树村7号"}) {
        auto bytes = utf8_to_utf16le(text).value();
        while (bytes.size() < new_address_size) {
            bytes.insert(bytes.end(), {' ', 0});
        }
        data.insert(data.end(), bytes.begin(), bytes.end());
    }
    const auto addresses = parse_new_addresses(data);
    ASSERT_TRUE(addresses);
    ASSERT_EQ(addresses->size(), 2U);
    EXPECT_EQ((*addresses)[0].view(), "青石乡敬老院2室");
    EXPECT_EQ((*addresses)[1].view(), "青石乡柳树村7号");
    EXPECT_TRUE(parse_new_addresses({})->empty());
}

TEST(NewAddresses, OtherLengthsAndBrokenTextAreRefused) {
    EXPECT_TRUE(parse_new_addresses(Bytes(69, ' ')).error().is(TextBlockError::BadLength));
    EXPECT_TRUE(parse_new_addresses(Bytes(5 * new_address_size, 0)).error().is(TextBlockError::BadLength));
    Bytes odd(new_address_size, 0);
    odd[1] = 0xD8;  // half of a surrogate
    EXPECT_TRUE(parse_new_addresses(odd).error().is(TextBlockError::BadText));
}

TEST(TextBlock, WrongCheckDigitIsItsOwnError) {
    std::string wrong = testing::wang_number;
    wrong.back() = wrong.back() == '1' ? '2' : '1';
    EXPECT_TRUE(parse_text_block(citizen_block(wrong)).error().is(TextBlockError::BadCheckDigit));
}

TEST(TextBlock, BadFieldsAreNamedWithoutTheirContent) {
    const auto until = parse_text_block(citizen_block(testing::wang_number, "20260230")).error();
    EXPECT_TRUE(until.is(TextBlockError::BadField));
    EXPECT_EQ(until.detail(), "valid until");
    EXPECT_EQ(parse_text_block(citizen_block("99010119")).error().detail(), "number");
    auto sex = citizen_block();
    sex[30] = '7';
    EXPECT_EQ(parse_text_block(sex).error().detail(), "sex");
    auto nameless = citizen_block();
    for (std::size_t i = 0; i < 30; i += 2) {
        nameless[i] = ' ';
        nameless[i + 1] = 0;
    }
    EXPECT_EQ(parse_text_block(nameless).error().detail(), "name");
}

TEST(TextBlock, LoneSurrogateControlCharacterAndLength) {
    auto surrogate = citizen_block();
    surrogate[0] = 0x00;
    surrogate[1] = 0xD8;
    EXPECT_TRUE(parse_text_block(surrogate).error().is(TextBlockError::BadText));
    auto control = citizen_block();
    control[0] = 0x07;
    control[1] = 0x00;
    EXPECT_TRUE(parse_text_block(control).error().is(TextBlockError::BadText));
    EXPECT_TRUE(parse_text_block(Bytes(255)).error().is(TextBlockError::BadLength));
}

TEST(TextBlock, RareCharacterBeyondTheFirstPlaneSurvives) {
    auto block = citizen_block();
    const auto name = utf8_to_utf16le("𠮷测").value();
    std::copy(name.begin(), name.end(), block.begin());
    EXPECT_EQ(parse_text_block(block).value().name.view(), "𠮷测");
}

}  // namespace
}  // namespace doorstep::devices
