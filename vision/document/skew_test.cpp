#include "vision/document/skew.hpp"

#include <gtest/gtest.h>

#include "vision/document/synthetic_page.hpp"

namespace doorstep::vision {
namespace {

// Turned clockwise, i.e. with lines that fall to the right.
cv::Mat crooked(const cv::Mat& page, double degrees) {
    cv::Mat result;
    const cv::Point2f middle(static_cast<float>(page.cols) / 2, static_cast<float>(page.rows) / 2);
    cv::warpAffine(page, result, cv::getRotationMatrix2D(middle, -degrees, 1), page.size(), cv::INTER_CUBIC,
                   cv::BORDER_CONSTANT, 240);
    return result;
}

TEST(TextSkew, IsMeasuredWithinAFifthOfADegree) {
    const auto page = printed_page();
    for (const double degrees : {-14.0, -7.3, -2.0, -0.5, 0.0, 0.4, 1.0, 3.7, 9.0, 14.0}) {
        const auto skew = text_skew(crooked(page, degrees));
        ASSERT_TRUE(skew) << degrees;
        EXPECT_NEAR(*skew, degrees, 0.2);
    }
}

TEST(TextSkew, APageWithoutTextHasNone) {
    EXPECT_FALSE(text_skew(cv::Mat(1754, 1240, CV_8U, cv::Scalar(240))));
    cv::Mat noise(800, 600, CV_8U);
    cv::RNG(3).fill(noise, cv::RNG::NORMAL, 128, 40);
    EXPECT_FALSE(text_skew(noise));
    EXPECT_FALSE(text_skew(cv::Mat(64, 64, CV_8U, cv::Scalar(0))));
}

}  // namespace
}  // namespace doorstep::vision
