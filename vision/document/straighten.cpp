#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "vision/document/mat_view.hpp"
#include "vision/document/page.hpp"
#include "vision/document/page_finder.hpp"
#include "vision/document/page_shape.hpp"
#include "vision/document/skew.hpp"
#include "vision/document/verdict.hpp"

namespace doorstep::vision {
namespace {

// A turn below this changes nothing that anybody sees and would only soften the strokes.
constexpr double least_turn_deg = 0.15;

cv::Mat grey_of(const cv::Mat& picture) {
    cv::Mat grey;
    if (picture.channels() == 1) {
        return picture;
    }
    cv::cvtColor(picture, grey, cv::COLOR_RGB2GRAY);
    return grey;
}

// What fills the corners that a turn opens: the colour of the page's rim.
cv::Scalar rim_colour(const cv::Mat& page) {
    const int band = std::max(1, std::min(page.cols, page.rows) / 100);
    cv::Mat mask(page.size(), CV_8U, cv::Scalar(255));
    mask(cv::Rect(band, band, page.cols - 2 * band, page.rows - 2 * band)) = 0;
    return cv::mean(page, mask);
}

// The transform from the picture to the straight sheet of `size` pixels.
cv::Mat to_sheet(const Quad& quad, cv::Size size) {
    std::array<cv::Point2f, 4> from;
    std::copy(quad.begin(), quad.end(), from.begin());
    const auto right = static_cast<float>(size.width - 1);
    const auto bottom = static_cast<float>(size.height - 1);
    const std::array<cv::Point2f, 4> to{{{0, 0}, {right, 0}, {right, bottom}, {0, bottom}}};
    return cv::getPerspectiveTransform(from.data(), to.data());
}

// Turning by `degrees` counter-clockwise onto a canvas that holds all of it; changes `size` to the canvas.
cv::Mat turn(double degrees, cv::Size& size) {
    const double radians = degrees * CV_PI / 180;
    const double sine = std::abs(std::sin(radians));
    const double cosine = std::abs(std::cos(radians));
    const cv::Size canvas(static_cast<int>(std::ceil(size.width * cosine + size.height * sine)),
                          static_cast<int>(std::ceil(size.width * sine + size.height * cosine)));
    cv::Mat turned = cv::Mat::eye(3, 3, CV_64F);
    cv::Mat around = cv::getRotationMatrix2D(
        {static_cast<float>(size.width - 1) / 2, static_cast<float>(size.height - 1) / 2}, degrees, 1);
    around.at<double>(0, 2) += (canvas.width - size.width) / 2.0;
    around.at<double>(1, 2) += (canvas.height - size.height) / 2.0;
    around.copyTo(turned.rowRange(0, 2));
    size = canvas;
    return turned;
}

Result<Image> warped(const cv::Mat& picture, const cv::Mat& transform, cv::Size size, const cv::Scalar& fill) {
    const auto colour = picture.channels() == 1 ? Colour::Grey : Colour::Rgb;
    DOORSTEP_TRY(auto page, Image::make(size.width, size.height, colour));
    cv::Mat target = view(page);
    cv::warpPerspective(picture, target, transform, size, cv::INTER_CUBIC, cv::BORDER_CONSTANT, fill);
    return page;
}

// The flat sheet, and how it came out of the picture.
struct Sheet {
    Image page;
    cv::Mat transform;
    double turned_deg = 0;
    double skew_deg = 0;
};

Result<Sheet> flattened(const Image& source, const FoundPage& found) {
    const cv::Mat picture = view(source);
    if (!found.edges_seen) {
        // Copied, not warped: a good scan stays the scan, pixel for pixel.
        return Sheet{source.clone(), cv::Mat::eye(3, 3, CV_64F)};
    }
    const cv::Size size = sheet_pixels(found.corners, picture.size());
    Sheet sheet{Image::make(1, 1, Colour::Grey).value(), to_sheet(found.corners, size)};
    DOORSTEP_TRY(sheet.page, warped(picture, sheet.transform, size, cv::Scalar::all(255)));
    return sheet;
}

// Levels the text lines; leaves the sheet alone when that does not make them straighter (curved lines, a picture).
Status level(const Image& source, Sheet& sheet) {
    sheet.skew_deg = text_skew(grey_of(view(sheet.page))).value_or(0);
    if (std::abs(sheet.skew_deg) < least_turn_deg) {
        return {};
    }
    cv::Size canvas(sheet.page.width(), sheet.page.height());
    // One interpolation from the picture, not a second one from the sheet.
    const cv::Mat transform = turn(sheet.skew_deg, canvas) * sheet.transform;
    DOORSTEP_TRY(auto turned, warped(view(source), transform, canvas, rim_colour(view(sheet.page))));
    const auto left = text_skew(grey_of(view(turned)));
    if (left && std::abs(*left) < std::abs(sheet.skew_deg) / 2) {
        sheet.page = std::move(turned);
        sheet.turned_deg = -sheet.skew_deg;
        sheet.skew_deg = *left;
    }
    return {};
}

Result<PageResult> straighten_checked(const Image& source, const PageOptions& options) {
    const double dpi = options.dpi > 0 ? options.dpi : source.dpi();
    const FoundPage found = find_page(view(source));
    DOORSTEP_TRY(auto sheet, flattened(source, found));
    const auto size = paper_size(sheet.page.width(), sheet.page.height(), dpi);
    DOORSTEP_CHECK(level(source, sheet));
    PageResult result{.page = std::move(sheet.page)};
    for (std::size_t i = 0; i < result.corners.size(); ++i) {
        result.corners[i] = {found.corners[i].x, found.corners[i].y};
    }
    result.edges_seen = found.edges_seen;
    result.turned_deg = sheet.turned_deg;
    result.skew_deg = sheet.skew_deg;
    result.size = size;
    result.dpi = dpi;
    result.page.set_dpi(dpi);
    result.reasons = reasons_of(measure(grey_of(view(result.page)), dpi));
    // On a scanner's glass a page lies against the edge; only a photograph is cut off by it.
    if (found.touches_frame && dpi == 0) {
        result.reasons.push_back(PageReason::CutOff);
    }
    if (dpi > 0 && dpi < options.least_dpi) {
        result.reasons.push_back(PageReason::LowDpi);
    }
    std::sort(result.reasons.begin(), result.reasons.end());
    return result;
}

}  // namespace

Result<PageResult> straighten(const Image& source, const PageOptions& options) {
    if (std::min(source.width(), source.height()) < least_page_side) {
        return PageError::TooSmall;
    }
    try {
        return straighten_checked(source, options);
    } catch (const std::exception& problem) {  // cv::Exception and bad_alloc
        return Error(PageError::Failed, problem.what());
    }
}

}  // namespace doorstep::vision
