#include "vision/document/page_shape.hpp"

#include <array>

#include <gtest/gtest.h>

#include "vision/image/image.hpp"

namespace doorstep::vision {
namespace {

const cv::Size frame(1920, 1440);

// A sheet of width 1 and height `height`, seen by a pinhole camera that is tilted about both axes.
Quad seen(double height, double tilt_x, double tilt_y, double focal) {
    const std::array<cv::Point2d, 4> sheet{
        {{-0.5, -height / 2}, {0.5, -height / 2}, {0.5, height / 2}, {-0.5, height / 2}}};
    Quad quad;
    for (std::size_t i = 0; i < 4; ++i) {
        const double y = sheet[i].y * std::cos(tilt_x);
        const double z1 = sheet[i].y * std::sin(tilt_x);
        const double x = sheet[i].x * std::cos(tilt_y) + z1 * std::sin(tilt_y);
        const double z = -sheet[i].x * std::sin(tilt_y) + z1 * std::cos(tilt_y) + 3;
        quad[i] = {frame.width / 2.0 + focal * x / z, frame.height / 2.0 + focal * y / z};
    }
    return quad;
}

TEST(PageShape, TheRatioOfATiltedSheetIsFound) {
    for (const double height : {1.414, 1.0, 0.7}) {
        EXPECT_NEAR(sheet_ratio(seen(height, 0, 0, 1800), frame), 1 / height, 0.01) << height;
        EXPECT_NEAR(sheet_ratio(seen(height, 0.5, 0.4, 1800), frame), 1 / height, 0.02) << height;
        EXPECT_NEAR(sheet_ratio(seen(height, -0.4, 0.5, 1500), frame), 1 / height, 0.02) << height;
    }
}

TEST(PageShape, NoSideLosesPixelsAndTheBoundHolds) {
    const Quad quad{cv::Point2d(100, 100), cv::Point2d(1000, 120), cv::Point2d(1050, 1300), cv::Point2d(90, 1290)};
    const auto size = sheet_pixels(quad, frame);
    EXPECT_GE(size.width, 960);
    EXPECT_GE(size.height, 1180);
    const Quad huge{cv::Point2d(-60000, -60000), cv::Point2d(60000, -60000), cv::Point2d(60000, 60000),
                    cv::Point2d(-60000, 60000)};
    const auto bounded = sheet_pixels(huge, frame);
    EXPECT_LE(std::int64_t{bounded.width} * bounded.height, max_pixels);
    EXPECT_LE(bounded.width, max_side);
    const Quad flat{cv::Point2d(0, 0), cv::Point2d(100, 0), cv::Point2d(100, 0), cv::Point2d(0, 0)};
    EXPECT_GE(sheet_pixels(flat, frame).height, 1);
}

}  // namespace
}  // namespace doorstep::vision
