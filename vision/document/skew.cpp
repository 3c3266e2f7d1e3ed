#include "vision/document/skew.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "vision/document/page.hpp"

namespace doorstep::vision {
namespace {

constexpr double work_side = 1400;           // A4 at 120 dpi: characters are then 8–25 pixels high
constexpr int least_components = 30;         // marks; fewer are no text lines
constexpr std::size_t most_points = 60'000;  // ink pixels looked at; more change nothing
// Steeper text is looked for, too, so that its flank is not taken for a peak within the limit; it is then left alone.
constexpr double widest_search_deg = 45;
constexpr double least_peak = 1.5;  // the best direction against the mean of all: text has 2 and more

// Ink pixels of marks as large as characters: no pictures, frames, rules or dust.
std::vector<cv::Point2f> character_points(const cv::Mat& grey) {
    const cv::Mat ink = ink_mask(grey);
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centres;
    const int count = cv::connectedComponentsWithStats(ink, labels, stats, centres, 8, CV_32S);
    std::vector<bool> is_character(static_cast<std::size_t>(count), false);
    int characters = 0;
    for (int i = 1; i < count; ++i) {
        const int width = stats.at<int>(i, cv::CC_STAT_WIDTH);
        const int height = stats.at<int>(i, cv::CC_STAT_HEIGHT);
        const bool fits = height >= 4 && height <= 60 && width >= 2 && width <= 160;
        is_character[static_cast<std::size_t>(i)] = fits;
        characters += fits ? 1 : 0;
    }
    std::vector<cv::Point2f> points;
    if (characters < least_components) {
        return points;
    }
    for (int y = 0; y < labels.rows; ++y) {
        const int* row = labels.ptr<int>(y);
        for (int x = 0; x < labels.cols; ++x) {
            if (is_character[static_cast<std::size_t>(row[x])]) {
                points.emplace_back(static_cast<float>(x), static_cast<float>(y));
            }
        }
    }
    const std::size_t step = points.size() / most_points + 1;
    std::vector<cv::Point2f> thinned;
    // Scattered within their pixels: the pixel grid itself has directions (45° above all) that would outdo the text's.
    cv::RNG scatter(1);
    for (std::size_t i = 0; i < points.size(); i += step) {
        thinned.emplace_back(points[i].x + scatter.uniform(-0.5F, 0.5F), points[i].y + scatter.uniform(-0.5F, 0.5F));
    }
    return thinned;
}

// Sharpness of the profile across lines of this direction: steps between neighbouring rows.
double profile_score(const std::vector<cv::Point2f>& points, double degrees, std::vector<float>& profile) {
    const double radians = degrees * CV_PI / 180;
    const auto sine = static_cast<float>(std::sin(radians));
    const auto cosine = static_cast<float>(std::cos(radians));
    std::fill(profile.begin(), profile.end(), 0.0F);
    const float middle = static_cast<float>(profile.size()) / 2;
    for (const auto& p : points) {
        const float row = p.y * cosine - p.x * sine + middle;
        if (row >= 0 && row < static_cast<float>(profile.size())) {
            profile[static_cast<std::size_t>(row)] += 1;
        }
    }
    double score = 0;
    for (std::size_t i = 1; i < profile.size(); ++i) {
        const double step = double{profile[i]} - double{profile[i - 1]};
        score += step * step;
    }
    return score;
}

struct Peak {
    double degrees = 0;
    double score = 0;
    double mean = 0;  // of all scores
};

Peak highest(const std::vector<cv::Point2f>& points, double from, double to, double step, std::vector<float>& profile) {
    Peak peak;
    int tried = 0;
    for (double degrees = from; degrees <= to; degrees += step, ++tried) {
        const double score = profile_score(points, degrees, profile);
        peak.mean += score;
        if (score > peak.score) {
            peak.score = score;
            peak.degrees = degrees;
        }
    }
    peak.mean /= std::max(tried, 1);
    return peak;
}

}  // namespace

cv::Mat ink_mask(const cv::Mat& grey) {
    cv::Mat smooth;
    cv::GaussianBlur(grey, smooth, {3, 3}, 0);
    cv::Mat ink;
    constexpr int window = 41;
    constexpr double darker_by = 14;
    cv::adaptiveThreshold(smooth, ink, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, window, darker_by);
    return ink;
}

std::optional<double> text_skew(const cv::Mat& grey) {
    const double scale = std::min(1.0, work_side / std::max(grey.cols, grey.rows));
    cv::Mat small = grey;
    if (scale < 1) {
        cv::resize(grey, small, {}, scale, scale, cv::INTER_AREA);
    }
    const auto points = character_points(small);
    if (points.empty()) {
        return std::nullopt;
    }
    std::vector<float> profile(static_cast<std::size_t>(2 * (small.cols + small.rows)));
    const Peak coarse = highest(points, -widest_search_deg, widest_search_deg, 0.25, profile);
    if (coarse.score < least_peak * coarse.mean) {
        return std::nullopt;
    }
    const Peak fine = highest(points, coarse.degrees - 0.3, coarse.degrees + 0.3, 0.05, profile);
    if (std::abs(fine.degrees) > most_skew_deg) {
        return std::nullopt;
    }
    return std::round(fine.degrees * 100) / 100 + 0.0;  // no -0
}

}  // namespace doorstep::vision
