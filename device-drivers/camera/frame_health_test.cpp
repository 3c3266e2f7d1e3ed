#include "device-drivers/camera/frame_health.hpp"

#include <gtest/gtest.h>

namespace doorstep::devices {
namespace {

vision::Image frame(std::uint8_t grey, std::uint8_t noise = 0) {
    auto image = vision::Image::make(64, 48, vision::Colour::Rgb).value();
    for (std::size_t i = 0; i < image.pixels().size(); ++i) {
        image.data()[i] = static_cast<std::uint8_t>(grey + (i % 2 == 0 ? noise : 0));
    }
    return image;
}

TEST(FrameHealth, CoveredLensIsBlackAfterAMoment) {
    FrameWatch watch;
    EXPECT_EQ(watch.look(frame(3, 1), 0), FrameHealth::Good);
    EXPECT_EQ(watch.look(frame(3, 2), black_after_ms), FrameHealth::Black);
    EXPECT_EQ(watch.look(frame(120, 2), black_after_ms + 1), FrameHealth::Good);
}

TEST(FrameHealth, SameFrameForLongIsFrozenOneOtherPixelIsNot) {
    FrameWatch watch;
    EXPECT_EQ(watch.look(frame(120), 0), FrameHealth::Good);
    EXPECT_EQ(watch.look(frame(120), frozen_after_ms - 1), FrameHealth::Good);
    EXPECT_EQ(watch.look(frame(120), frozen_after_ms), FrameHealth::Frozen);
    auto moved = frame(120);
    moved.data()[100] ^= 1;
    EXPECT_EQ(watch.look(moved, frozen_after_ms + 1), FrameHealth::Good);
}

TEST(FrameHealth, DarkRoomWithALampIsNotBlack) {
    auto room = frame(4);
    for (int y = 10; y < 20; ++y) {
        std::fill(room.row(y) + 30, room.row(y) + 90, std::uint8_t{230});
    }
    FrameWatch watch;
    watch.look(room, 0);
    EXPECT_EQ(watch.look(room, black_after_ms), FrameHealth::Good);
}

}  // namespace
}  // namespace doorstep::devices
