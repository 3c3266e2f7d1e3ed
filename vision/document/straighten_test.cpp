#include <filesystem>

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "vision/document/mat_view.hpp"
#include "vision/document/page.hpp"
#include "vision/document/skew.hpp"
#include "vision/document/synthetic_page.hpp"
#include "vision/image/decode.hpp"

namespace doorstep::vision {
namespace {

Image image_of(const cv::Mat& mat) {
    auto image = Image::make(mat.cols, mat.rows, mat.channels() == 1 ? Colour::Grey : Colour::Rgb).value();
    mat.copyTo(view(image));
    return image;
}

cv::Mat grey_page(const PageResult& result) {
    cv::Mat grey;
    if (result.page.colour() == Colour::Grey) {
        return view(result.page);
    }
    cv::cvtColor(view(result.page), grey, cv::COLOR_RGB2GRAY);
    return grey;
}

PageResult real_page(const std::string& name) {
    const auto path = std::filesystem::path(DOORSTEP_SOURCE_DIR "/tests/data/pages") / name;
    return straighten(decode_image(read_file(path, max_file_bytes).value()).value()).value();
}

// Dark squares in the four corners of the page: true when each is still there.
bool corner_marks_there(const PageResult& result) {
    const cv::Mat page = grey_page(result);
    const int w = page.cols / 8;
    const int h = page.rows / 8;
    for (const int x : {0, page.cols - w}) {
        for (const int y : {0, page.rows - h}) {
            const cv::Mat part = page(cv::Rect(x, y, w, h));
            // Each mark covers 1/40 of the width squared; half of it is enough to tell.
            if (cv::countNonZero(part < 110) < page.cols * page.cols / 3200) {
                return false;
            }
        }
    }
    return true;
}

TEST(Straighten, APhotographedPageComesOutStraightWholeAndOfItsShape) {
    const cv::Size frame(2560, 1920);
    for (const double degrees : {-12.0, -3.0, 4.0, 14.0}) {
        const Quad truth = laid_page(frame, 0.85, degrees, 0.06);
        const auto result = straighten(image_of(photograph(printed_page(1654), truth, frame))).value();
        EXPECT_TRUE(result.edges_seen);
        EXPECT_LE(std::abs(result.skew_deg), 1.0) << degrees;
        EXPECT_LE(std::abs(text_skew(grey_page(result)).value()), 1.0) << degrees;
        EXPECT_TRUE(corner_marks_there(result)) << degrees;
        EXPECT_TRUE(result.ok()) << degrees << " " << page_reason_name(result.reasons.front());
        EXPECT_EQ(result.page.colour(), Colour::Rgb);
        EXPECT_EQ(result.size, PaperSize::Unknown);
        EXPECT_EQ(result.rotation, 0);
    }
}

TEST(Straighten, APageFedCrookedIsLevelledOnALargerCanvasAndNothingIsCropped) {
    // The feeder's frame cuts nothing, the paper fills it.
    const auto page = printed_page(1654);
    cv::Mat crooked;
    const cv::Size frame(page.cols + 700, page.rows + 500);
    cv::Mat around =
        cv::getRotationMatrix2D({static_cast<float>(page.cols) / 2, static_cast<float>(page.rows) / 2}, -6, 1);
    around.at<double>(0, 2) += 350;
    around.at<double>(1, 2) += 250;
    cv::warpAffine(page, crooked, around, frame, cv::INTER_CUBIC, cv::BORDER_CONSTANT, 240);
    auto image = image_of(crooked);
    image.set_dpi(200);
    const auto result = straighten(image).value();
    EXPECT_FALSE(result.edges_seen);
    EXPECT_NEAR(result.turned_deg, -6, 0.3);
    EXPECT_LE(std::abs(result.skew_deg), 0.3);
    EXPECT_GE(result.page.width(), frame.width);
    EXPECT_GE(result.page.height(), frame.height);
    const int ink_before = cv::countNonZero(crooked < 110);
    const int ink_after = cv::countNonZero(grey_page(result) < 110);
    EXPECT_NEAR(ink_after, ink_before, ink_before * 0.05);
}

TEST(Straighten, TextThatStandsSteeperThanFifteenDegreesIsLeftAlone) {
    const auto page = printed_page(1654);
    for (const double degrees : {20.0, 25.0, -30.0}) {
        cv::Mat steep;
        const cv::Point2f middle(static_cast<float>(page.cols) / 2, static_cast<float>(page.rows) / 2);
        cv::warpAffine(page, steep, cv::getRotationMatrix2D(middle, -degrees, 1), page.size(), cv::INTER_CUBIC,
                       cv::BORDER_CONSTANT, 240);
        const auto result = straighten(image_of(steep)).value();
        EXPECT_EQ(result.turned_deg, 0) << degrees;
    }
}

TEST(Straighten, AGoodScanStaysPixelForPixelAndKnowsItsPaper) {
    auto image = image_of(printed_page(1654));
    image.set_dpi(200);
    const auto result = straighten(image).value();
    EXPECT_TRUE(result.ok());
    EXPECT_FALSE(result.edges_seen);
    EXPECT_EQ(result.size, PaperSize::A4);
    EXPECT_EQ(result.dpi, 200);
    EXPECT_EQ(result.page.dpi(), 200);
    EXPECT_TRUE(std::equal(image.pixels().begin(), image.pixels().end(), result.page.pixels().begin(),
                           result.page.pixels().end()));
}

TEST(Straighten, ASmallSheetOnTheGlassIsCutOutAndNotCalledCutOff) {
    cv::Mat glass(2339, 1654, CV_8U, cv::Scalar(40));
    const auto sheet = printed_page(1165);
    sheet.copyTo(glass(cv::Rect(0, 0, sheet.cols, sheet.rows)));
    auto image = image_of(glass);
    image.set_dpi(200);
    const auto result = straighten(image).value();
    EXPECT_TRUE(result.edges_seen);
    EXPECT_EQ(result.size, PaperSize::A5);
    EXPECT_TRUE(result.ok());
    EXPECT_TRUE(corner_marks_there(result));
}

TEST(Straighten, ResolutionBelowTheArchivesRuleIsAReason) {
    const auto image = image_of(printed_page(1240));
    const auto low = straighten(image, {.dpi = 150}).value();
    EXPECT_EQ(low.reasons, std::vector<PageReason>{PageReason::LowDpi});
    EXPECT_EQ(low.size, PaperSize::A4);
    EXPECT_TRUE(straighten(image, {.dpi = 150, .least_dpi = 100}).value().ok());
    EXPECT_TRUE(straighten(image).value().ok());
}

TEST(Straighten, APageThatRunsOutOfAPhotographIsCutOff) {
    const cv::Size frame(1920, 1440);
    Quad truth = laid_page(frame, 0.9, 0, 0);
    for (auto& corner : truth) {
        corner.y += 300;
    }
    const auto result = straighten(image_of(photograph(printed_page(), truth, frame))).value();
    EXPECT_EQ(std::count(result.reasons.begin(), result.reasons.end(), PageReason::CutOff), 1);
}

TEST(Straighten, APictureTooSmallToShowAnythingIsAnErrorByName) {
    EXPECT_TRUE(straighten(Image::make(63, 500, Colour::Grey).value()).error().is(PageError::TooSmall));
    EXPECT_TRUE(straighten(Image::make(64, 64, Colour::Rgb).value()).has_value());
}

TEST(StraightenRealPages, CurvedAndShadedBookPagesLoseNothing) {
    for (const char* name : {"1555.007.jpg", "cat.035.jpg"}) {
        const auto result = real_page(name);
        EXPECT_LE(std::abs(result.skew_deg), 1.0) << name;
        const double kept = cv::contourArea(std::vector<cv::Point2f>{
            {static_cast<float>(result.corners[0].x), static_cast<float>(result.corners[0].y)},
            {static_cast<float>(result.corners[1].x), static_cast<float>(result.corners[1].y)},
            {static_cast<float>(result.corners[2].x), static_cast<float>(result.corners[2].y)},
            {static_cast<float>(result.corners[3].x), static_cast<float>(result.corners[3].y)}});
        EXPECT_GE(kept, 0.85 * result.page.width() * result.page.height() * 0.9) << name;
        EXPECT_TRUE(result.ok()) << name;
    }
}

TEST(StraightenRealPages, APicturePageIsLeftAsItIs) {
    for (const char* name : {"wet-day.jpg", "cavalerie.11.jpg"}) {
        const auto result = real_page(name);
        EXPECT_FALSE(result.edges_seen) << name;
        EXPECT_EQ(result.turned_deg, 0) << name;
        EXPECT_EQ(result.reasons, std::vector<PageReason>{PageReason::LowDpi}) << name;
    }
}

TEST(StraightenRealPages, FaintPrintIsCalledFaintAndClearPrintGood) {
    EXPECT_EQ(real_page("lighttext.jpg").reasons, std::vector<PageReason>{PageReason::Faint});
    EXPECT_TRUE(real_page("lucasta.047.jpg").ok());
}

}  // namespace
}  // namespace doorstep::vision
