#include "vision/document/verdict.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "vision/document/skew.hpp"

namespace doorstep::vision {
namespace {

constexpr double darkest_paper = 95;   // grey level; below it strokes drown in the sensor's noise
constexpr double least_contrast = 55;  // grey levels between paper and ink
constexpr double least_ink = 0.0004;   // of the page: a signature and a date on A4 have more
constexpr double least_steepness =
    0.22;                              // an edge spread over about 2.3 pixels at 200 dpi; real pages have 0.35 and more
constexpr double least_glare = 0.006;  // of the page
constexpr double a4_long_inches = 11.69;

double percentile(const cv::Mat& grey, const cv::Mat& mask, double share) {
    std::array<double, 256> histogram{};
    double total = 0;
    for (int y = 0; y < grey.rows; ++y) {
        const auto* row = grey.ptr<std::uint8_t>(y);
        const auto* chosen = mask.empty() ? nullptr : mask.ptr<std::uint8_t>(y);
        for (int x = 0; x < grey.cols; ++x) {
            if (chosen == nullptr || chosen[x] != 0) {
                histogram[row[x]] += 1;
                total += 1;
            }
        }
    }
    double below = 0;
    for (std::size_t level = 0; level < histogram.size(); ++level) {
        below += histogram[level];
        if (below >= share * total) {
            return static_cast<double>(level);
        }
    }
    return 255;
}

// How steep the edges of writing are: the largest step between neighbours in a window over the window's whole range.
double edge_steepness(const cv::Mat& grey, double contrast) {
    cv::Mat smooth;
    cv::medianBlur(grey, smooth, 3);  // single noisy pixels are not edges
    const cv::Mat window = cv::getStructuringElement(cv::MORPH_RECT, {9, 9});
    cv::Mat highest;
    cv::Mat lowest;
    cv::dilate(smooth, highest, window);
    cv::erode(smooth, lowest, window);
    const cv::Mat range = highest - lowest;
    cv::Mat across;
    cv::Mat down;
    cv::Mat step;
    cv::absdiff(smooth.colRange(1, smooth.cols), smooth.colRange(0, smooth.cols - 1), across);
    cv::absdiff(smooth.rowRange(1, smooth.rows), smooth.rowRange(0, smooth.rows - 1), down);
    cv::max(across.rowRange(0, across.rows - 1), down.colRange(0, down.cols - 1), step);
    cv::dilate(step, step, window);
    std::vector<double> steepness;
    const double enough = std::max(contrast * 0.6, 20.0);
    for (int y = 0; y < step.rows; y += 3) {
        for (int x = 0; x < step.cols; x += 3) {
            if (range.at<std::uint8_t>(y, x) >= enough) {
                steepness.push_back(step.at<std::uint8_t>(y, x) / static_cast<double>(range.at<std::uint8_t>(y, x)));
            }
        }
    }
    if (steepness.size() < 50) {
        return 1;  // nothing with edges on it
    }
    const auto middle = steepness.begin() + static_cast<std::ptrdiff_t>(steepness.size() / 2);
    std::nth_element(steepness.begin(), middle, steepness.end());
    return *middle;
}

double glare_share(const cv::Mat& grey, double paper) {
    constexpr double burnt = 250;
    constexpr double clearly_darker_paper = 228;
    if (paper > clearly_darker_paper) {
        return 0;  // a scan's white paper is burnt out everywhere, and that is well
    }
    cv::Mat mask = grey >= burnt;
    cv::morphologyEx(mask, mask, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_ELLIPSE, {9, 9}));
    return static_cast<double>(cv::countNonZero(mask)) / static_cast<double>(grey.total());
}

}  // namespace

PageFigures measure(const cv::Mat& grey, double dpi) {
    const double assumed = dpi > 0 ? dpi : std::max(grey.cols, grey.rows) / a4_long_inches;
    cv::Mat page = grey;
    if (assumed > archive_dpi * 1.1) {
        cv::resize(grey, page, {}, archive_dpi / assumed, archive_dpi / assumed, cv::INTER_AREA);
    }
    // The rim may show table or shadow: judged is what lies inside it.
    const int rim = std::max(1, std::min(page.cols, page.rows) / 50);
    page = page(cv::Rect(rim, rim, page.cols - 2 * rim, page.rows - 2 * rim));
    PageFigures figures;
    const cv::Mat ink = ink_mask(page);
    figures.ink_share = static_cast<double>(cv::countNonZero(ink)) / static_cast<double>(ink.total());
    figures.paper = percentile(page, 255 - ink, 0.6);
    figures.contrast = figures.ink_share > 0 ? figures.paper - percentile(page, ink, 0.35) : 0;
    figures.steepness = edge_steepness(page, figures.contrast);
    figures.glare_share = glare_share(page, figures.paper);
    return figures;
}

std::vector<PageReason> reasons_of(const PageFigures& figures) {
    std::vector<PageReason> reasons;
    const bool blank = figures.ink_share < least_ink;
    const bool blurred = !blank && figures.steepness < least_steepness;
    if (blurred) {
        reasons.push_back(PageReason::Blurred);
    }
    if (figures.paper < darkest_paper) {
        reasons.push_back(PageReason::TooDark);
    } else if (!blank && !blurred && figures.contrast < least_contrast) {  // blur itself takes contrast away
        reasons.push_back(PageReason::Faint);
    }
    if (blank) {
        reasons.push_back(PageReason::Blank);
    }
    if (figures.glare_share > least_glare) {
        reasons.push_back(PageReason::Glare);
    }
    return reasons;
}

}  // namespace doorstep::vision
