#include "emulators/receipt/receipt_decoder.hpp"

#include <gtest/gtest.h>

namespace doorstep::emulators {
namespace {

class ReceiptPaper : public ::testing::Test {
  protected:
    void send(std::initializer_list<int> bytes) {
        for (const int byte : bytes) {
            const auto one = static_cast<std::uint8_t>(byte);
            decoder_.arrive({&one, 1});
        }
        decoder_.work(10'000);
    }
    Bytes answers_;
    ReceiptDecoder decoder_{384,
                            [this](BytesView bytes) { answers_.insert(answers_.end(), bytes.begin(), bytes.end()); }};
};

TEST_F(ReceiptPaper, PictureIsOnThePaperAndCutOff) {
    send({0x1B, '@', 0x1D, 'v', '0', 0, 2, 0, 2, 0, 0xF0, 0x01, 0x0F, 0x80, 0x1B, 'J', 1, 0x1D, 'V', 66, 1});
    ASSERT_EQ(decoder_.receipts().size(), 1U);
    const auto& receipt = decoder_.receipts()[0];
    ASSERT_EQ(receipt.rows(), 4U);  // two of the picture, two fed
    EXPECT_EQ(receipt.dots[0], 0xF0);
    EXPECT_EQ(receipt.dots[1], 0x01);
    EXPECT_EQ(receipt.dots[2], 0x00);
    EXPECT_EQ(receipt.dots[48], 0x0F);
    EXPECT_EQ(decoder_.misunderstood(), 0);
}

TEST_F(ReceiptPaper, StatusIsAnsweredAtOnceAlsoWithoutPaper) {
    decoder_.set({.no_paper = true});
    send({0x1D, 'r', 1, 0x10, 0x04, 4});
    EXPECT_EQ(answers_, Bytes{0x7E});  // the sensor; not what stands before it in the line
    decoder_.set({});
    decoder_.work(10);
    EXPECT_EQ(answers_, (Bytes{0x7E, 0x00}));
}

TEST_F(ReceiptPaper, CommandAtOnceInsideAPictureIsTakenOutOfIt) {  // as printers do: hence the driver breaks them
    send({0x1D, 'v', '0', 0, 4, 0, 1, 0, 0x10, 0x04, 4, 0xFF});
    EXPECT_EQ(answers_.size(), 1U);
    EXPECT_EQ(decoder_.uncut_rows(), 0U);  // three bytes are missing
}

TEST_F(ReceiptPaper, WhatItDoesNotKnowIsCounted) {
    send({'x', 0x1B, 'q', 1});
    EXPECT_GT(decoder_.misunderstood(), 0);
    send({0x1D, 'v', '0', 0, 49, 0, 1, 0});
    EXPECT_GT(decoder_.misunderstood(), 3) << "wider than the head";
}

}  // namespace
}  // namespace doorstep::emulators
