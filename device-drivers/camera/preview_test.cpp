#include "device-drivers/camera/preview.hpp"

#include <gtest/gtest.h>

#include <random>

#include "vision/image/decode.hpp"

namespace doorstep::devices {
namespace {

TEST(Preview, IsSmallAndMirrored) {
    auto frame = vision::Image::make(1280, 720, vision::Colour::Rgb).value();
    for (int y = 0; y < 720; ++y) {
        std::fill(frame.row(y), frame.row(y) + 640 * 3, std::uint8_t{255});  // left half white
    }
    const auto preview = make_preview(frame, 640).value();
    EXPECT_EQ(preview.width(), 640U);
    EXPECT_EQ(preview.height(), 360U);
    const auto back = vision::decode_image(as_bytes(preview.jpeg())).value();
    EXPECT_LT(back.row(100)[3 * 20], 20);  // left is dark now
    EXPECT_GT(back.row(100)[3 * 620], 235);
}

TEST(Preview, NoiseThatDoesNotCompressStaysWithinTheBound) {
    auto frame = vision::Image::make(1280, 720, vision::Colour::Rgb).value();
    std::mt19937 random(1);
    for (std::size_t i = 0; i < frame.pixels().size(); ++i) {
        frame.data()[i] = static_cast<std::uint8_t>(random());
    }
    const auto preview = make_preview(frame, 1280);
    EXPECT_TRUE(!preview || preview->jpeg().size() <= largest_preview_jpeg);
    EXPECT_LE(make_preview(frame, 640).value().jpeg().size(), largest_preview_jpeg);
}

}  // namespace
}  // namespace doorstep::devices
