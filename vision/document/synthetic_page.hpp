// For tests: a page as a printer makes it, and a photograph of it whose corners are known.
#pragma once

#include <array>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "vision/document/page_finder.hpp"

namespace doorstep::vision {

// A4 upright with lines of text, a rule and a mark in each corner, so that cropping shows. 8-bit grey.
inline cv::Mat printed_page(int width = 1240, int paper = 240, int ink = 30) {
    const int height = width * 297 / 210;
    cv::Mat page(height, width, CV_8U, cv::Scalar(paper));
    const double size = width / 1240.0;
    cv::RNG random(7);
    for (int y = height / 9; y < height * 8 / 9; y += static_cast<int>(42 * size)) {
        std::string line;
        const int letters = 40 + random.uniform(0, 22);
        for (int i = 0; i < letters; ++i) {
            line += random.uniform(0, 6) == 0 ? ' ' : static_cast<char>('a' + random.uniform(0, 26));
        }
        cv::putText(page, line, {width / 10, y}, cv::FONT_HERSHEY_SIMPLEX, 0.8 * size, ink, 2, cv::LINE_AA);
    }
    const int mark = width / 40;
    for (const int x : {mark, width - 2 * mark}) {
        for (const int y : {mark, height - 2 * mark}) {
            cv::rectangle(page, cv::Rect(x, y, mark, mark), ink, cv::FILLED);
        }
    }
    return page;
}

// What the page lies on: a grey level with a grain, darker towards one side as under a single lamp, and sensor noise.
struct Scene {
    int table = 90;
    double shade = 0.25;
    double noise = 4;
    cv::Scalar tint{1.0, 1.0, 1.0};
};

// An RGB photograph: the page laid with its corners at `corners` onto the table.
inline cv::Mat photograph(const cv::Mat& page, const Quad& corners, cv::Size size, const Scene& scene = {}) {
    cv::RNG random(11);
    cv::Mat grain(size.height / 16, size.width / 16, CV_8U);
    random.fill(grain, cv::RNG::NORMAL, scene.table, 7);
    cv::Mat picture;
    cv::resize(grain, picture, size, 0, 0, cv::INTER_CUBIC);
    std::array<cv::Point2f, 4> to;
    std::copy(corners.begin(), corners.end(), to.begin());
    const auto right = static_cast<float>(page.cols) - 0.5F;
    const auto bottom = static_cast<float>(page.rows) - 0.5F;
    const std::array<cv::Point2f, 4> from{{{-0.5F, -0.5F}, {right, -0.5F}, {right, bottom}, {-0.5F, bottom}}};
    cv::warpPerspective(page, picture, cv::getPerspectiveTransform(from.data(), to.data()), size, cv::INTER_AREA,
                        cv::BORDER_TRANSPARENT);
    cv::Mat noise(size, CV_16S);
    random.fill(noise, cv::RNG::NORMAL, 0, scene.noise);
    cv::Mat result(size, CV_8UC3);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const double light = 1 - scene.shade * x / size.width;
            const double level = picture.at<std::uint8_t>(y, x) * light + noise.at<short>(y, x);
            for (int c = 0; c < 3; ++c) {
                result.at<cv::Vec3b>(y, x)[c] = cv::saturate_cast<std::uint8_t>(level * scene.tint[c]);
            }
        }
    }
    return result;
}

// A rectangle of A4's shape turned by `degrees` around the middle of a picture, `share` of the picture's height high,
// with its upper side shortened by `tilt` (0.1: a tenth), as a camera that does not look straight down sees it.
inline Quad laid_page(cv::Size picture, double share, double degrees, double tilt) {
    const double height = picture.height * share;
    const double width = height * 210 / 297;
    const double radians = degrees * CV_PI / 180;
    const std::array<cv::Point2d, 4> flat{{{-width / 2 * (1 - tilt), -height / 2},
                                           {width / 2 * (1 - tilt), -height / 2},
                                           {width / 2, height / 2},
                                           {-width / 2, height / 2}}};
    Quad quad;
    for (std::size_t i = 0; i < 4; ++i) {
        quad[i] = {picture.width / 2.0 + flat[i].x * std::cos(radians) - flat[i].y * std::sin(radians),
                   picture.height / 2.0 + flat[i].x * std::sin(radians) + flat[i].y * std::cos(radians)};
    }
    return quad;
}

// Mean distance of the corners, as a share of the picture's diagonal.
inline double corner_error(const Quad& a, const Quad& b, cv::Size picture) {
    double sum = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        sum += cv::norm(a[i] - b[i]);
    }
    return sum / 4 / std::hypot(picture.width, picture.height);
}

}  // namespace doorstep::vision
