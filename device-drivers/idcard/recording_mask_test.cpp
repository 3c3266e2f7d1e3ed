#include "device-drivers/idcard/recording_mask.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "device-drivers/idcard/test_card.hpp"
#include "device-drivers/idcard/text_block.hpp"

namespace doorstep::devices {
namespace {

using testing::base_data;
using testing::citizen_block;

Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes all;
    for (const auto& part : parts) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

// A dozen bytes in a row of what the card says, not mostly blank, stand somewhere in the masked bytes.
bool leaks(const Bytes& secret, const Bytes& masked) {
    const auto run = static_cast<std::ptrdiff_t>(std::min<std::size_t>(12, secret.size()));
    const auto says_something = [](std::uint8_t b) { return b != ' ' && b != 0; };
    for (auto at = secret.begin(); secret.end() - at >= run; ++at) {
        if (std::count_if(at, at + run, says_something) > 4 &&
            std::search(masked.begin(), masked.end(), at, at + run) != masked.end()) {
            return true;
        }
    }
    return false;
}

Bytes photo() {
    Bytes bytes(1024);
    std::mt19937 numbers(7);
    std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<std::uint8_t>(numbers()); });
    return bytes;
}

Bytes real_base() {
    return joined({{1, 0, 4, 0}, testing::other_person_block(), photo()});
}

std::optional<TextBlockError> verdict(const Bytes& block) {
    const auto card = parse_text_block(block);
    return card ? std::nullopt : std::optional(card.error().as(TextBlockError::BadLength));
}

TEST(RecordingMask, AReadCardIsAnotherPersonOfTheSameLayout) {
    const auto answer = encode_sam_answer(SamStatus::Ok, real_base());
    const auto masked = masked_answer(SamCommand::ReadBase, answer);
    ASSERT_EQ(masked.size(), answer.size());
    EXPECT_FALSE(leaks(testing::other_person_block(), masked));
    EXPECT_FALSE(leaks(photo(), masked));
    SamDecoder decoder;
    decoder.feed(masked);
    ASSERT_EQ(decoder.next(), SamDecoder::Outcome::Answer);
    const auto taken = decoder.take_answer();
    ASSERT_TRUE(split_base(taken.data));
    EXPECT_EQ(parse_text_block(split_base(taken.data)->text)->variant, CardVariant::Citizen);
}

TEST(RecordingMask, FingerprintsAreAPatternOfTheSameLengthWhateverWasAsked) {
    for (std::size_t fingers = 0; fingers <= most_fingerprints; ++fingers) {
        const auto data = testing::data_with_fingerprints(fingers, testing::other_person_block());
        const auto answer = encode_sam_answer(SamStatus::Ok, data);
        const Bytes prints(data.end() - static_cast<std::ptrdiff_t>(fingers * fingerprint_size), data.end());
        auto broken = answer;
        broken.back() ^= 0x55;
        for (const auto asked : {SamCommand::ReadWithFingerprints, SamCommand::ReadBase, SamCommand::Find}) {
            for (const auto& told : {answer, broken, Bytes(answer.begin(), answer.end() - 100)}) {
                const auto masked = masked_answer(asked, told);
                ASSERT_EQ(masked.size(), told.size());
                EXPECT_FALSE(leaks(testing::other_person_block(), masked));
                EXPECT_FALSE(!prints.empty() && leaks(prints, masked));
            }
        }
        SamDecoder decoder;
        decoder.feed(masked_answer(SamCommand::ReadWithFingerprints, answer));
        ASSERT_EQ(decoder.next(), SamDecoder::Outcome::Answer);
        const auto taken = decoder.take_answer();
        const auto split = split_with_fingerprints(taken.data);
        ASSERT_TRUE(split);
        EXPECT_EQ(split->fingerprints.size(), prints.size());
        EXPECT_TRUE(parse_text_block(split->text));
    }
}

TEST(RecordingMask, EachVerdictStaysWhatItWas) {
    auto wrong_digit = testing::other_person_block();
    const std::size_t last_digit = 138 + 34;  // of the number, which begins at 138
    wrong_digit[last_digit] = wrong_digit[last_digit] == '1' ? '2' : '1';
    auto unknown = testing::other_person_block();
    unknown[248] = 'Q';
    auto bad_date = testing::other_person_block();
    bad_date[36] = 'x';
    auto lone_surrogate = testing::other_person_block();
    lone_surrogate[1] = 0xD8;
    for (const auto& block : {testing::other_person_block(), wrong_digit, unknown, bad_date}) {
        const auto masked = masked_text_block(block);
        EXPECT_EQ(verdict(masked), verdict(block));
        EXPECT_FALSE(leaks(block, masked));
    }
    EXPECT_TRUE(verdict(masked_text_block(lone_surrogate)));  // unreadable either way
    for (const char letter : {'J', 'I', 'Y'}) {
        auto block = Bytes(text_block_size, 0);
        block[248] = static_cast<std::uint8_t>(letter);
        EXPECT_EQ(masked_text_block(block).size(), text_block_size);
        EXPECT_EQ(masked_text_block(block)[248], letter);
    }
}

TEST(RecordingMask, TestPersonsOfAllFourLayoutsAreCards) {
    const auto permit = testing::text_block({{"实", 30},
                                             {"2", 2},
                                             {"", 4},
                                             {"19840317", 16},
                                             {"路", 70},
                                             {testing::number_for("99654319840317842"), 36},
                                             {"局", 30},
                                             {"20220909", 16},
                                             {"20420909", 16},
                                             {"H99887766", 18},
                                             {"02", 4},
                                             {"", 6},
                                             {"J", 2},
                                             {"", 6}});
    const auto foreign = testing::text_block({{"REAL, ANNA", 120},
                                              {"2", 2},
                                              {"FRA654319840317", 30},
                                              {"FRA", 6},
                                              {"安娜", 30},
                                              {"20220909", 16},
                                              {"20320909", 16},
                                              {"19840317", 16},
                                              {"07", 4},
                                              {"3300", 8},
                                              {"I", 2},
                                              {"", 6}});
    const auto newer = testing::text_block({{"安娜", 30},
                                            {"2", 2},
                                            {"00", 4},
                                            {"19840317", 16},
                                            {"REAL, ANNA", 70},
                                            {testing::number_for("99654319840317842"), 36},
                                            {"", 30},
                                            {"20230909", 16},
                                            {"20330909", 16},
                                            {"", 22},
                                            {"FRA", 6},
                                            {"Y", 2},
                                            {"", 6}});
    for (const auto& block : {permit, foreign, newer}) {
        const auto card = parse_text_block(block);
        ASSERT_TRUE(card) << card.error().text();
        const auto masked = masked_text_block(block);
        const auto test_person = parse_text_block(masked);
        ASSERT_TRUE(test_person) << test_person.error().text();
        EXPECT_EQ(test_person->variant, card->variant);
        EXPECT_FALSE(leaks(block, masked));
    }
}

TEST(RecordingMask, BrokenAnswersStayBrokenTheSameWayWithoutContent) {
    const auto good = encode_sam_answer(SamStatus::Ok, real_base());
    auto wrong_check = good;
    wrong_check.back() ^= 0x55;
    const Bytes half(good.begin(), good.begin() + 640);
    const Bytes tail(good.begin() + 640, good.end());
    const auto noisy = joined({{0xAA, 0xAA, 0x96, 0x00, 0xAA}, good, {0xAA, 0xAA}});
    // A false beginning whose Len reaches into the true answer.
    const auto swallowing = joined({{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x20, 0, 0, 0x90}, good});
    const auto outcomes = [](const Bytes& bytes) {
        SamDecoder decoder;
        decoder.feed(bytes);
        std::vector<SamDecoder::Outcome> all{decoder.next()};
        while (all.back() != SamDecoder::Outcome::Incomplete) {
            all.push_back(decoder.next());
        }
        return std::pair(all, decoder.has_rest());
    };
    for (const auto& answer : {wrong_check, half, tail, noisy, swallowing}) {
        const auto masked = masked_answer(SamCommand::ReadBase, answer);
        ASSERT_EQ(masked.size(), answer.size());
        EXPECT_EQ(outcomes(masked), outcomes(answer));
        EXPECT_FALSE(leaks(testing::other_person_block(), masked));
        EXPECT_FALSE(leaks(photo(), masked));
    }
}

TEST(RecordingMask, LateAnswerUnderAnotherCommandIsMaskedToo) {
    const auto late =
        joined({encode_sam_answer(SamStatus::Ok, real_base()), encode_sam_answer(SamStatus::FindFailed, {})});
    EXPECT_FALSE(leaks(testing::other_person_block(), masked_answer(SamCommand::Find, late)));
    EXPECT_FALSE(
        leaks(Bytes(16, 0x77), masked_answer(SamCommand::Find, encode_sam_answer(SamStatus::Ok, Bytes(16, 0x77)))));
}

TEST(RecordingMask, ChipSerialAndAddressesGoTheModulesOwnIdStays) {
    const Bytes serial{9, 8, 7, 6, 5, 4, 3, 2};
    EXPECT_FALSE(leaks(serial, masked_answer(SamCommand::Select, encode_sam_answer(SamStatus::Ok, serial))));
    const auto no_serial = encode_sam_answer(SamStatus::Ok, Bytes(8, 0));
    EXPECT_EQ(masked_answer(SamCommand::Select, no_serial), no_serial);
    const auto id = encode_sam_answer(SamStatus::Ok, Bytes(16, 5));
    EXPECT_EQ(masked_answer(SamCommand::Id, id), id);
    const auto address = testing::text_block({{"某省某州柳树村七号", 70}, {"某省某市九号院", 70}});
    EXPECT_FALSE(leaks(address, masked_answer(SamCommand::ReadBase, encode_sam_answer(SamStatus::Ok, address))));
    const auto found = encode_sam_answer(SamStatus::Found, Bytes{1, 2, 3, 4});
    EXPECT_EQ(masked_answer(SamCommand::Find, found), encode_sam_answer(SamStatus::Found, Bytes(4, 0)));
}

}  // namespace
}  // namespace doorstep::devices
