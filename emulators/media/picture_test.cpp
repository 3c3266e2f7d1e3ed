#include "emulators/media/picture.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include "base/files.hpp"

namespace doorstep::emulators {
namespace {

Picture half_black_half_white(Size size) {
    Picture picture(size, {255, 255, 255});
    for (int y = 0; y < size.height; ++y) {
        std::fill_n(picture.row(y), size.width / 2 * 3, std::uint8_t{0});
    }
    return picture;
}

TEST(Picture, ScalingKeepsSidesInPlaceBothWays) {
    const auto source = half_black_half_white({100, 40});
    for (const Size size : {Size{30, 12}, Size{333, 90}}) {
        const auto result = scaled(source, size);
        EXPECT_EQ(result.size(), size);
        EXPECT_EQ(result.row(size.height / 2)[3], 0);
        EXPECT_EQ(result.row(size.height / 2)[(size.width - 2) * 3], 255);
    }
}

TEST(Picture, FittingLeavesTheRestInTheColourAround) {
    const auto result = fitted(Picture({100, 100}, {255, 0, 0}), {200, 100}, {0, 0, 9});
    EXPECT_EQ(result.row(50)[2], 9);
    EXPECT_EQ(result.row(50)[100 * 3], 255);
    EXPECT_EQ(result.row(50)[199 * 3 + 2], 9);
}

TEST(Picture, CutOutsideThePictureIsTheColourAround) {
    const auto result = cut(Picture({10, 10}, {1, 2, 3}), -5, 8, {20, 10}, {7, 7, 7});
    EXPECT_EQ(result.row(0)[4 * 3], 7);
    EXPECT_EQ(result.row(0)[5 * 3], 1);
    EXPECT_EQ(result.row(2)[5 * 3], 7);
    EXPECT_EQ(result.row(0)[15 * 3], 7);
}

TEST(Picture, JpegComesBackWithItsSize) {
    const auto file = std::filesystem::temp_directory_path() / "doorstep-picture-test.jpg";
    const auto bytes = encode_jpeg(half_black_half_white({64, 48}), 90, 300);
    ASSERT_TRUE(write_file_atomically(file, bytes, 0600));
    const auto back = load_picture(file);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->size(), (Size{64, 48}));
    EXPECT_LT(back->row(24)[0], 16);
    EXPECT_GT(back->row(24)[63 * 3], 240);
    std::filesystem::remove(file);
}

TEST(Picture, BytesThatAreNoPictureAreRefused) {
    const auto file = std::filesystem::temp_directory_path() / "doorstep-picture-test.txt";
    ASSERT_TRUE(write_file_atomically(file, as_bytes("\x89PNG but not really, and no JPEG either"), 0600));
    const auto picture = load_picture(file);
    ASSERT_FALSE(picture);
    EXPECT_TRUE(picture.error().is(PictureError::NotAPicture));
    std::filesystem::remove(file);
}

TEST(Picture, NoiseChangesLittleAndDiffersBySeed) {
    const Picture grey({32, 32}, {128, 128, 128});
    const auto one = with_noise(grey, 2, 1);
    const auto two = with_noise(grey, 2, 2);
    EXPECT_NE(one.pixels(), two.pixels());
    for (const auto value : one.pixels()) {
        ASSERT_LE(std::abs(value - 128), 2);
    }
}

}  // namespace
}  // namespace doorstep::emulators
