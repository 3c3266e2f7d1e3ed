#include "device-drivers/scanner/glass_check.hpp"

#include <random>

#include <gtest/gtest.h>

namespace doorstep::devices {
namespace {

using vision::Image;

constexpr int width = 1240;  // A4 at glass_dpi
constexpr int height = 1754;
constexpr double mm = 25.4 / glass_dpi;

class GlassCheckTest : public ::testing::Test {
  protected:
    GlassCheckTest() : seed_(std::random_device{}()), random_(seed_) {
        RecordProperty("seed", std::to_string(seed_));
        std::printf("seed %u\n", seed_);
    }
    // A sheet below a lamp that is brighter in the middle, with the grain of paper.
    Image sheet(int brightness = 236) {
        auto made = Image::make(width, height, vision::Colour::Grey);
        EXPECT_TRUE(made);
        auto image = std::move(*made);
        image.set_dpi(glass_dpi);
        std::normal_distribution<double> grain(0, 2.5);
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                const double off = std::abs(x - width / 2) * 30.0 / width;
                const double value = brightness - off + grain(random_);
                image.row(y)[x] = static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0));
            }
        }
        return image;
    }
    static void blot(Image& image, double x_mm, double y_mm, double w_mm, double h_mm, int darker = 120) {
        for (int y = int(y_mm / mm); y < int((y_mm + h_mm) / mm); ++y) {
            for (int x = int(x_mm / mm); x < int((x_mm + w_mm) / mm); ++x) {
                image.row(y)[x] = static_cast<std::uint8_t>(std::max(0, image.row(y)[x] - darker));
            }
        }
    }
    unsigned seed_;
    std::mt19937 random_;
};

TEST_F(GlassCheckTest, ABlankSheetBelowUnevenLightIsClean) {
    const auto check = check_glass(sheet());
    ASSERT_TRUE(check);
    EXPECT_EQ(check->verdict, GlassCheck::Verdict::Clean);
    EXPECT_TRUE(check->spots.empty());
    EXPECT_NEAR(check->width, 210, 0.5);
    EXPECT_NEAR(check->height, 297, 0.5);
}

TEST_F(GlassCheckTest, EachSpotIsFoundWhereItIsTheLargestFirst) {
    auto image = sheet();
    blot(image, 30, 40, 0.6, 0.6);
    blot(image, 150, 200, 3, 2);
    blot(image, 100, 60, 0.4, 80);  // a scratch: also what dirt on a feeder's strip looks like
    const auto check = check_glass(image);
    ASSERT_TRUE(check);
    ASSERT_EQ(check->verdict, GlassCheck::Verdict::Dirty);
    ASSERT_EQ(check->spots.size(), 3U);
    EXPECT_NEAR(check->spots[0].x, 100, 0.4);
    EXPECT_NEAR(check->spots[0].height, 80, 0.6);
    EXPECT_NEAR(check->spots[1].x, 150, 0.4);
    EXPECT_NEAR(check->spots[1].y, 200, 0.4);
    EXPECT_NEAR(check->spots[1].width, 3, 0.4);
    EXPECT_NEAR(check->spots[2].x, 30, 0.4);
    EXPECT_GE(check->spots[2].contrast, 80);
}

TEST_F(GlassCheckTest, SpotsAtAnyPlaceAndOfAnySizeThatMattersAreFound) {
    for (int round = 0; round < 12; ++round) {
        auto image = sheet(std::uniform_int_distribution(180, 250)(random_));
        const double x = std::uniform_real_distribution(10.0, 195.0)(random_);
        const double y = std::uniform_real_distribution(10.0, 280.0)(random_);
        const double size = std::uniform_real_distribution(0.6, 5.0)(random_);
        blot(image, x, y, size, size, std::uniform_int_distribution(45, 160)(random_));
        const auto check = check_glass(image);
        ASSERT_TRUE(check);
        ASSERT_EQ(check->verdict, GlassCheck::Verdict::Dirty) << x << " " << y << " " << size;
        ASSERT_EQ(check->spots.size(), 1U);
        EXPECT_NEAR(check->spots[0].x, x, 0.6);
        EXPECT_NEAR(check->spots[0].y, y, 0.6);
    }
}

TEST_F(GlassCheckTest, EdgesOfTheSheetAreNoDirt) {
    auto image = sheet();
    blot(image, 0, 0, 4, 297);
    blot(image, 0, 292, 210, 4.9);
    EXPECT_EQ(check_glass(image)->verdict, GlassCheck::Verdict::Clean);
}

TEST_F(GlassCheckTest, WritingIsNoDirtAndLeavesNothing) {
    auto image = sheet();
    for (int line = 0; line < 8; ++line) {
        for (int word = 0; word < 12; ++word) {
            blot(image, 20 + word * 14, 30 + line * 12, 3, 3);
        }
    }
    const auto check = check_glass(image);
    ASSERT_TRUE(check);
    EXPECT_EQ(check->verdict, GlassCheck::Verdict::NoBlankSheet);
    EXPECT_TRUE(check->spots.empty());
}

TEST_F(GlassCheckTest, ACardOrAnOpenLidIsNoBlankSheet) {
    auto with_card = sheet();
    blot(with_card, 60, 90, 85.6, 54, 60);
    EXPECT_EQ(check_glass(with_card)->verdict, GlassCheck::Verdict::NoBlankSheet);
    const auto lid_open = check_glass(sheet(60));
    EXPECT_EQ(lid_open->verdict, GlassCheck::Verdict::NoBlankSheet);
    EXPECT_TRUE(lid_open->spots.empty());
}

TEST_F(GlassCheckTest, WithoutAResolutionOrTooSmallItIsNotJudged) {
    auto image = sheet();
    image.set_dpi(0);
    EXPECT_FALSE(check_glass(image));
    auto small = Image::make(90, 90, vision::Colour::Grey);
    small->set_dpi(glass_dpi);
    EXPECT_FALSE(check_glass(*small));
}

}  // namespace
}  // namespace doorstep::devices
