#include "device-drivers/photo/photo_handler.hpp"

#include <gtest/gtest.h>

#include "vision/image/decode.hpp"

namespace doorstep::devices {
namespace {

Bytes photo(char what, std::uint8_t shade = 0) {
    Bytes wlt(1024, 0);
    wlt[0] = static_cast<std::uint8_t>(what);
    wlt[1] = shade;
    return wlt;
}

TEST(PhotoPlugin, DecodesToAPictureOfItsSize) {
    const auto plugin = PhotoPlugin::load(DOORSTEP_TEST_PLUGIN);
    ASSERT_TRUE(plugin) << plugin.error().text();
    const auto jpeg = plugin->decode(photo('T', 200));
    ASSERT_TRUE(jpeg);
    const auto image = vision::decode_image({jpeg->data(), jpeg->size()});
    ASSERT_TRUE(image);
    EXPECT_EQ(image->width(), 102);
    EXPECT_EQ(image->height(), 126);
    EXPECT_NEAR(image->data()[0], 200, 2);
}

TEST(PhotoPlugin, RefusedOrOfAnotherSizeIsNoPhoto) {
    const auto plugin = PhotoPlugin::load(DOORSTEP_TEST_PLUGIN);
    ASSERT_TRUE(plugin);
    EXPECT_TRUE(plugin->decode(photo('?')).error().is(PhotoError::NotDecoded));
    EXPECT_TRUE(plugin->decode(Bytes(1023)).error().is(PhotoError::NotDecoded));
}

TEST(PhotoPlugin, WhatIsNoPluginIsSaid) {
    EXPECT_TRUE(PhotoPlugin::load("/nowhere/libwlt.so").error().is(PhotoError::NoPlugin));
    EXPECT_TRUE(PhotoPlugin::load("libm.so.6").error().is(PhotoError::NoPlugin));
}

}  // namespace
}  // namespace doorstep::devices
