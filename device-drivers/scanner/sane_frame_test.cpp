#include "device-drivers/scanner/sane_frame.hpp"

#include <gtest/gtest.h>

namespace doorstep::devices {
namespace {

using Kind = FrameFormat::Kind;

TEST(PageAssembler, ColourLinesWithPaddingBecomePixels) {
    PageAssembler page;
    ASSERT_TRUE(page.begin({Kind::Colour, true, 2, 2, 8, 8}));
    const Bytes lines = {1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 9, 10, 11, 12, 0, 0};
    ASSERT_TRUE(page.feed(BytesView(lines).first(5)));
    ASSERT_TRUE(page.feed(BytesView(lines).subspan(5)));
    EXPECT_TRUE(page.end());
    const auto image = page.finish(300);
    ASSERT_TRUE(image);
    EXPECT_EQ(image->width(), 2);
    EXPECT_EQ(image->height(), 2);
    EXPECT_EQ(image->row(1)[0], 7);
    EXPECT_EQ(image->row(1)[5], 12);
    EXPECT_EQ(image->dpi(), 300);
}

TEST(PageAssembler, ThreePassesBecomeOneColourPage) {
    PageAssembler page;
    for (const auto& [kind, value] :
         {std::pair{Kind::Red, 10}, std::pair{Kind::Green, 20}, std::pair{Kind::Blue, 30}}) {
        ASSERT_TRUE(page.begin({kind, kind == Kind::Blue, 2, 1, 2, 8}));
        ASSERT_TRUE(page.feed(Bytes(2, static_cast<std::uint8_t>(value))));
        EXPECT_EQ(page.end(), kind == Kind::Blue);
    }
    const auto image = page.finish(100);
    ASSERT_TRUE(image);
    ASSERT_EQ(image->channels(), 3);
    EXPECT_EQ(image->row(0)[3], 10);
    EXPECT_EQ(image->row(0)[4], 20);
    EXPECT_EQ(image->row(0)[5], 30);
}

TEST(PageAssembler, LineartBitsAreBlackOnWhite) {
    PageAssembler page;
    ASSERT_TRUE(page.begin({Kind::Grey, true, 3, -1, 1, 1}));
    ASSERT_TRUE(page.feed(Bytes{0b10100000}));
    const auto image = page.finish(100);
    ASSERT_TRUE(image);
    EXPECT_EQ(image->row(0)[0], 0);
    EXPECT_EQ(image->row(0)[1], 255);
    EXPECT_EQ(image->row(0)[2], 0);
}

TEST(PageAssembler, HeightThatTheScannerDidNotKnowComesFromTheBytes) {
    PageAssembler page;
    ASSERT_TRUE(page.begin({Kind::Grey, true, 4, -1, 4, 8}));
    ASSERT_TRUE(page.feed(Bytes(4 * 7 + 3)));
    EXPECT_EQ(page.finish(100)->height(), 7);
}

TEST(PageAssembler, NonsenseFormatsAndEmptyPagesAreErrors) {
    PageAssembler page;
    EXPECT_FALSE(page.begin({Kind::Grey, true, 4, 1, 3, 8}));
    EXPECT_FALSE(page.begin({Kind::Grey, true, 0, 1, 0, 8}));
    EXPECT_FALSE(page.begin({Kind::Grey, true, 4, 1, 8, 16}));
    ASSERT_TRUE(page.begin({Kind::Grey, true, 4, 1, 4, 8}));
    const auto empty = page.finish(100);
    ASSERT_FALSE(empty);
    EXPECT_TRUE(empty.error().is(ScanError::Io));
}

TEST(PageAssembler, ScannerThatNeverStopsIsStopped) {
    PageAssembler page;
    ASSERT_TRUE(page.begin({Kind::Grey, true, 1000, -1, 1000, 8}));
    const Bytes piece(std::size_t{1} << 20);
    Status status;
    for (std::size_t i = 0; i < 200 && status; ++i) {
        status = page.feed(piece);
    }
    ASSERT_FALSE(status);
    EXPECT_TRUE(status.error().is(ScanError::TooLarge));
}

}  // namespace
}  // namespace doorstep::devices
