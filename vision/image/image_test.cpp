#include "vision/image/image.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace doorstep::vision {
namespace {

// Two rows of three: 1 2 3 / 4 5 6.
Image six() {
    const Bytes bytes{1, 2, 3, 4, 5, 6};
    return Image::from_grey(bytes, 3, 2, 3).value();
}

Bytes pixels(const Image& image) {
    return {image.pixels().begin(), image.pixels().end()};
}

TEST(Image, RefusesSidesOutsideTheBoundsBeforeTakingMemory) {
    EXPECT_TRUE(Image::make(0, 5, Colour::Grey).error().is(ImageError::BadArgument));
    EXPECT_TRUE(Image::make(5, -1, Colour::Grey).error().is(ImageError::BadArgument));
    EXPECT_TRUE(Image::make(max_side + 1, 1, Colour::Grey).error().is(ImageError::TooLarge));
    EXPECT_TRUE(Image::make(20000, 2001, Colour::Grey).error().is(ImageError::TooLarge));
    EXPECT_TRUE(Image::make(20000, 2000, Colour::Grey).has_value());
}

TEST(Image, TakesCameraRowsWithGapsAndSwapsBlueAndRed) {
    const Bytes bgr{1, 2, 3, 4, 5, 6, 99, 99, 7, 8, 9, 10, 11, 12};
    const auto image = Image::from_bgr(bgr, 2, 2, 8).value();
    EXPECT_EQ(pixels(image), (Bytes{3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10}));
}

TEST(Image, RefusesABufferShorterThanItsRows) {
    const Bytes bytes(11);
    EXPECT_TRUE(Image::from_bgr(bytes, 2, 2, 6).error().is(ImageError::BadArgument));
    EXPECT_TRUE(Image::from_bgr(bytes, 2, 2, 5).error().is(ImageError::BadArgument));
    EXPECT_TRUE(
        Image::from_grey(bytes, 2, 2, std::numeric_limits<std::size_t>::max()).error().is(ImageError::BadArgument));
    EXPECT_TRUE(Image::from_grey(bytes, 0, 2, 2).error().is(ImageError::BadArgument));
}

TEST(Image, TurnsClockwise) {
    EXPECT_EQ(pixels(six().turned(90)), (Bytes{4, 1, 5, 2, 6, 3}));
    EXPECT_EQ(six().turned(90).width(), 2);
    EXPECT_EQ(pixels(six().turned(180)), (Bytes{6, 5, 4, 3, 2, 1}));
    EXPECT_EQ(pixels(six().turned(-90)), (Bytes{3, 6, 2, 5, 1, 4}));
    EXPECT_EQ(pixels(six().turned(360)), pixels(six()));
}

TEST(Image, GreyKeepsWhiteWhiteAndResolution) {
    const Bytes white_red{255, 255, 255, 0, 0, 255};
    auto image = Image::from_bgr(white_red, 2, 1, 6).value();
    image.set_dpi(300);
    const auto grey = image.to_grey();
    EXPECT_EQ(pixels(grey), (Bytes{255, 76}));
    EXPECT_EQ(grey.dpi(), 300);
}

}  // namespace
}  // namespace doorstep::vision
