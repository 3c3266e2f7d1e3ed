#include "vision/document/page_finder.hpp"

#include <gtest/gtest.h>

#include "vision/document/synthetic_page.hpp"

namespace doorstep::vision {
namespace {

const cv::Size frame(1920, 1440);
constexpr double half_a_percent = 0.005;

struct Lay {
    double share;
    double degrees;
    double tilt;
    Scene scene;
};

class LaidPage : public testing::TestWithParam<Lay> {};

TEST_P(LaidPage, CornersAreFoundWithinHalfAPercentOfTheDiagonal) {
    const auto& lay = GetParam();
    const Quad truth = laid_page(frame, lay.share, lay.degrees, lay.tilt);
    const auto found = find_page(photograph(printed_page(), truth, frame, lay.scene));
    ASSERT_TRUE(found.edges_seen);
    EXPECT_FALSE(found.touches_frame);
    const double error = corner_error(found.corners, truth, frame);
    RecordProperty("error_per_mille", static_cast<int>(error * 1000));
    EXPECT_LE(error, half_a_percent);
}

INSTANTIATE_TEST_SUITE_P(Lays, LaidPage,
                         testing::Values(Lay{0.9, 0, 0, {}}, Lay{0.8, 5, 0.05, {}}, Lay{0.7, -12, 0.1, {}},
                                         Lay{0.6, 20, 0.15, {}}, Lay{0.75, 40, 0, {}}, Lay{0.85, -3, 0.2, {}},
                                         Lay{0.8, 7, 0.1, {40, 0.5, 8, {1, 1, 1}}},      // one lamp at the side
                                         Lay{0.8, -7, 0.1, {180, 0.1, 3, {1, 1, 1}}},    // a light table
                                         Lay{0.8, 3, 0.1, {120, 0.3, 6, {1, 0.8, 0.6}}}  // warm light
                                         ));

TEST(PageFinder, AWhitePageOnBrightWoodIsFoundByItsColour) {
    const Quad truth = laid_page(frame, 0.8, 6, 0.05);
    auto picture = photograph(printed_page(1240, 215), truth, frame, {200, 0, 2, {1, 1, 1}});
    // Wood: as bright as the paper, but yellow.
    cv::Mat inside = cv::Mat::zeros(frame, CV_8U);
    std::vector<cv::Point> corners(truth.begin(), truth.end());
    cv::fillConvexPoly(inside, corners, 255);
    cv::Mat wood;
    cv::multiply(picture, cv::Scalar(1.1, 1.0, 0.6), wood);
    wood.copyTo(picture, 255 - inside);
    const auto found = find_page(picture);
    ASSERT_TRUE(found.edges_seen);
    EXPECT_LE(corner_error(found.corners, truth, frame), half_a_percent);
}

TEST(PageFinder, APageThatFillsTheFrameIsTheFrame) {
    const auto page = printed_page();
    const auto found = find_page(page);
    EXPECT_FALSE(found.edges_seen);
    EXPECT_EQ(found.corners[0], cv::Point2d(0, 0));
    EXPECT_EQ(found.corners[2], cv::Point2d(page.cols - 1, page.rows - 1));
}

TEST(PageFinder, APictureOnThePageIsNotTakenForThePage) {
    auto page = printed_page(1240, 235);
    cv::rectangle(page, cv::Rect(200, 300, 840, 1100), 110, cv::FILLED);
    EXPECT_FALSE(find_page(page).edges_seen);
}

TEST(PageFinder, AnEmptyTableHasNoPage) {
    const cv::Mat nothing = photograph(cv::Mat(10, 10, CV_8U, cv::Scalar(90)), laid_page(frame, 0.001, 0, 0), frame);
    EXPECT_FALSE(find_page(nothing).edges_seen);
}

TEST(PageFinder, APageThatRunsOutOfThePictureIsSeenToTouchTheFrame) {
    Quad truth = laid_page(frame, 0.9, 0, 0);
    for (auto& corner : truth) {
        corner.y += 300;
    }
    const auto found = find_page(photograph(printed_page(), truth, frame));
    ASSERT_TRUE(found.edges_seen);
    EXPECT_TRUE(found.touches_frame);
}

}  // namespace
}  // namespace doorstep::vision
