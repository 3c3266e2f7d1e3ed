#include "vision/document/verdict.hpp"

#include <gtest/gtest.h>

#include "vision/document/synthetic_page.hpp"

namespace doorstep::vision {
namespace {

using Reasons = std::vector<PageReason>;

Reasons reasons(const cv::Mat& page, double dpi = 0) {
    return reasons_of(measure(page, dpi));
}

TEST(Verdict, AGoodPageHasNoReasonAtAnyResolution) {
    EXPECT_EQ(reasons(printed_page(1240), 150), Reasons{});
    EXPECT_EQ(reasons(printed_page(1654), 200), Reasons{});
    EXPECT_EQ(reasons(printed_page(2480), 300), Reasons{});
    EXPECT_EQ(reasons(printed_page(2480)), Reasons{});
}

TEST(Verdict, BlurIsSeenAndSoftnessIsAllowed) {
    cv::Mat page;
    cv::GaussianBlur(printed_page(1654), page, {}, 1.0);
    EXPECT_EQ(reasons(page, 200), Reasons{});
    cv::GaussianBlur(printed_page(1654), page, {}, 3.5);
    EXPECT_EQ(reasons(page, 200), Reasons{PageReason::Blurred});
    // Twice the resolution, twice the spread: as blurred to the eye.
    cv::GaussianBlur(printed_page(3308), page, {}, 7);
    EXPECT_EQ(reasons(page, 400), Reasons{PageReason::Blurred});
}

TEST(Verdict, DarkAndFaintPagesAreNamed) {
    EXPECT_EQ(reasons(printed_page(1654, 70, 10), 200), Reasons{PageReason::TooDark});
    EXPECT_EQ(reasons(printed_page(1654, 240, 205), 200), Reasons{PageReason::Faint});
}

TEST(Verdict, ABlankPageIsBlankAndASignatureIsNot) {
    cv::Mat page(2339, 1654, CV_8U, cv::Scalar(238));
    EXPECT_EQ(reasons(page, 200), Reasons{PageReason::Blank});
    cv::putText(page, "Zhang San 2026-01-05", {500, 1800}, cv::FONT_HERSHEY_SCRIPT_SIMPLEX, 2, 40, 4, cv::LINE_AA);
    EXPECT_EQ(reasons(page, 200), Reasons{});
}

TEST(Verdict, NoiseOnABlankPageIsNotWriting) {
    cv::Mat page(2339, 1654, CV_8U);
    cv::RNG(5).fill(page, cv::RNG::NORMAL, 225, 4);
    EXPECT_EQ(reasons(page, 200), Reasons{PageReason::Blank});
}

TEST(Verdict, ALampInThePaperIsGlareAndAWhiteScanIsNot) {
    auto page = printed_page(1654, 190);
    EXPECT_EQ(reasons(page, 200), Reasons{});
    cv::circle(page, {800, 900}, 160, 255, cv::FILLED);
    EXPECT_EQ(reasons(page, 200), Reasons{PageReason::Glare});
    EXPECT_EQ(reasons(printed_page(1654, 255), 200), Reasons{});
}

TEST(Verdict, EveryReasonHasItsOwnName) {
    std::vector<std::string_view> names;
    for (int i = 1; i <= static_cast<int>(PageReason::Glare); ++i) {
        const auto name = page_reason_name(static_cast<PageReason>(i));
        EXPECT_NE(name, "?");
        EXPECT_EQ(std::count(names.begin(), names.end(), name), 0) << name;
        names.push_back(name);
    }
}

}  // namespace
}  // namespace doorstep::vision
