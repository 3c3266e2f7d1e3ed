#include "tests/chaos/sheets.hpp"

#include <stdlib.h>

#include <fstream>
#include <random>

#include <gtest/gtest.h>

namespace doorstep::chaos {
namespace {

using emulators::Picture;

TEST(ChaosSheets, NumberIsReadBackThroughJpegAndAnotherResolution) {
    const auto seed = std::random_device{}();
    std::mt19937 random(seed);
    std::string folder = "/dev/shm/sheetsXXXXXX";
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    for (int i = 0; i < 20; ++i) {
        const unsigned number = random() % (largest_sheet + 1);
        const auto file = std::filesystem::path(folder) / "sheet.jpg";
        const auto jpeg = emulators::encode_jpeg(emulators::scaled(draw_sheet(number), {413, 585}), 60);
        std::ofstream(file, std::ios::binary) << as_text(jpeg);
        const auto picture = emulators::load_picture(file);
        ASSERT_TRUE(picture);
        EXPECT_EQ(read_sheet(*picture), number) << "seed " << seed;
    }
    std::filesystem::remove_all(folder);
}

TEST(ChaosSheets, WhatIsNoSheetHasNoNumber) {
    EXPECT_FALSE(read_sheet(Picture({620, 877}, {0, 0, 0})));
    EXPECT_FALSE(read_sheet(Picture({620, 877}, {255, 255, 255})));
    auto torn = draw_sheet(4711);
    const auto other = draw_sheet(300'000);
    for (int y = 0; y < 438; ++y) {
        std::copy_n(other.row(y), 620 * 3, torn.row(y));
    }
    EXPECT_FALSE(read_sheet(torn)) << "half of one sheet and half of the next";
}

}  // namespace
}  // namespace doorstep::chaos
