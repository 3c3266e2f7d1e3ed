#include "device-drivers/receipt/escpos_messages.hpp"

#include <random>

#include <gtest/gtest.h>

namespace doorstep::devices {
namespace {

using Q = EscPosQuestion;

TEST(EscPosCommands, GoldenBytes) {
    EXPECT_EQ(encode_question(Q::Paper), (Bytes{0x10, 0x04, 0x04}));
    EXPECT_EQ(encode_question(Q::Passed), (Bytes{0x1D, 0x72, 0x01}));
    EXPECT_EQ(encode_reset(), (Bytes{0x1B, 0x40}));
    const Bytes rows{0xAA, 0x55, 0xFF, 0x00, 0x11};
    const auto picture = encode_rows(rows, 2);  // half a row is left out
    EXPECT_EQ(Bytes(picture.begin(), picture.end()), (Bytes{0x1D, 0x76, 0x30, 0, 2, 0, 2, 0, 0xAA, 0x55, 0xFF, 0x00}));
    EXPECT_EQ(encode_feed_and_cut(300), (Bytes{0x1B, 0x4A, 255, 0x1B, 0x4A, 45, 0x1D, 0x56, 66, 0}));
}

TEST(EscPosAnswers, AreToldApartByTheirFixedBitsAndTheirOrder) {
    EscPosAnswers answers;
    answers.asked(Q::Passed);
    answers.asked(Q::Offline);
    answers.asked(Q::Paper);
    answers.feed(Bytes{0x12, 0x72, 0x00});
    EXPECT_EQ(answers.next(), (EscPosAnswer{Q::Offline, 0x12}));
    EXPECT_EQ(answers.next(), (EscPosAnswer{Q::Paper, 0x72}));
    EXPECT_EQ(answers.next(), (EscPosAnswer{Q::Passed, 0x00}));
    EXPECT_EQ(answers.next(), std::nullopt);
}

TEST(EscPosAnswers, WhatAnswersNothingIsDropped) {
    EscPosAnswers answers;
    answers.feed(Bytes{0x12, 0x00});  // nobody asked
    answers.asked(Q::Error);
    answers.feed(Bytes{0x11, 0x13, 0xFF, 0x80});  // flow control and noise
    EXPECT_EQ(answers.next(), std::nullopt);
    EXPECT_EQ(answers.open(Q::Error), 1U);
    answers.feed(Bytes{0x1A});
    EXPECT_EQ(answers.next(), (EscPosAnswer{Q::Error, 0x1A}));
}

TEST(EscPosAnswers, NeverMoreThanWereAskedForAndNoneIsInvented) {
    const auto seed = std::random_device{}();
    std::mt19937 random(seed);
    for (int round = 0; round < 200; ++round) {
        EscPosAnswers answers;
        const std::size_t asked = random() % EscPosAnswers::most_open;
        for (std::size_t i = 0; i < asked; ++i) {
            answers.asked(i % 3 == 0 ? Q::Passed : Q::Paper);
        }
        Bytes noise(random() % 300);
        for (auto& byte : noise) {
            byte = static_cast<std::uint8_t>(random());
        }
        answers.feed(noise);
        std::size_t came = 0;
        while (answers.next()) {
            ++came;
        }
        EXPECT_EQ(came + answers.open(Q::Passed) + answers.open(Q::Paper), asked) << "seed " << seed;
    }
}

TEST(EscPosTrouble, EachStatusHasItsOwnWord) {
    constexpr std::uint8_t well = 0x12;
    EXPECT_EQ(trouble_of(well, well, well), PrinterTrouble::None);
    EXPECT_EQ(trouble_of(well, well, well | 0x0C), PrinterTrouble::None) << "low paper is no trouble";
    EXPECT_EQ(trouble_of(well, well, well | 0x6C), PrinterTrouble::PaperOut);
    EXPECT_EQ(trouble_of(well | 0x20, well, well), PrinterTrouble::PaperOut);
    EXPECT_EQ(trouble_of(well | 0x04, well, well), PrinterTrouble::CoverOpen);
    EXPECT_EQ(trouble_of(well | 0x40, well | 0x08, well), PrinterTrouble::Jam);
    EXPECT_EQ(trouble_of(well | 0x40, well | 0x40, well), PrinterTrouble::Paused);
    EXPECT_EQ(trouble_of(well | 0x40, well | 0x20, well), PrinterTrouble::Other);
    EXPECT_EQ(trouble_of(well | 0x24, well, well | 0x60), PrinterTrouble::CoverOpen) << "what is mended first";
}

}  // namespace
}  // namespace doorstep::devices
