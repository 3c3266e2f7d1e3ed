#include "device-drivers/camera/frame_numbers.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace doorstep::devices {
namespace {

constexpr int side = 200;

// Stripes of that width, black and of that brightness.
vision::Image stripes(int width, std::uint8_t bright, int slope = 1) {
    auto image = vision::Image::make(side, side, vision::Colour::Grey).value();
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const int place = x % (2 * width);
            const int from_edge = place < width ? width - place : place - width;
            image.row(y)[x] = static_cast<std::uint8_t>(place < width ? 0 : std::min<int>(bright, from_edge * slope));
        }
    }
    return image;
}

TEST(FrameNumbers, LightIsTheMeanAndAnEvenWallHasNoSharpness) {
    auto wall = vision::Image::make(side, side, vision::Colour::Grey).value();
    std::fill(wall.data(), wall.data() + side * side, std::uint8_t{120});
    EXPECT_EQ(measure_frame(wall).light, 120U);
    EXPECT_EQ(measure_frame(wall).sharpness, 0U);
}

TEST(FrameNumbers, EdgesThatAreSmearedAreLessSharp) {
    const auto sharp = measure_frame(stripes(20, 200, 255));
    const auto smeared = measure_frame(stripes(20, 200, 8));
    EXPECT_EQ(sharp.sharpness, 200U);
    EXPECT_LT(smeared.sharpness, sharp.sharpness) << smeared.sharpness;
    EXPECT_GT(sharp.light, 80U);
}

TEST(FrameNumbers, ASinglePixelThatIsHotIsNoSharpness) {
    auto wall = vision::Image::make(side, side, vision::Colour::Grey).value();
    wall.row(side / 2)[side / 2] = 255;
    EXPECT_EQ(measure_frame(wall).sharpness, 0U);
}

TEST(FrameNumbers, APictureOfOnePixelHasNumbersToo) {
    auto dot = vision::Image::make(1, 1, vision::Colour::Rgb).value();
    EXPECT_EQ(measure_frame(dot).light, 0U);
    EXPECT_EQ(measure_frame(dot).sharpness, 0U);
}

}  // namespace
}  // namespace doorstep::devices
