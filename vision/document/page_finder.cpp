#include "vision/document/page_finder.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace doorstep::vision {
namespace {

constexpr double work_side = 800;       // the search runs on the picture shrunk to this; finer gains nothing measurable
constexpr double least_area = 0.12;     // of the frame; a smaller sheet is too far away to be read
constexpr double full_area = 0.97;      // of the frame; larger is the frame
constexpr double least_overlap = 0.90;  // of region and quadrangle: a page is straight-sided
constexpr double least_contrast = 10;   // grey levels across an edge
constexpr double clear_contrast = 40;   // grey levels; a single edge counts only from here on
constexpr double least_visible = 0.75;  // of an edge's length shows that contrast
constexpr double frame_margin = 4;      // work pixels; an edge as near as this to the frame lies on it
constexpr int samples_per_edge = 80;

struct Candidate {
    Quad corners{};
    double score = 0;
    int edges_on_frame = 0;
};

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

// Text and thin lines out, edges of the sheet kept: writing must not pass for a page of its own.
cv::Mat without_text(const cv::Mat& picture) {
    const int side = static_cast<int>(work_side / 50) | 1;
    cv::Mat closed;
    cv::morphologyEx(picture, closed, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {side, side}));
    cv::GaussianBlur(closed, closed, {5, 5}, 0);
    return closed;
}

cv::Scalar border_colour(const cv::Mat& rgb) {
    std::array<std::vector<double>, 3> values;
    const auto take = [&values, &rgb](int x, int y) {
        const auto& pixel = rgb.at<cv::Vec3b>(y, x);
        for (std::size_t c = 0; c < values.size(); ++c) {
            values[c].push_back(pixel[static_cast<int>(c)]);
        }
    };
    for (int x = 0; x < rgb.cols; ++x) {
        take(x, 0);
        take(x, rgb.rows - 1);
    }
    for (int y = 0; y < rgb.rows; ++y) {
        take(0, y);
        take(rgb.cols - 1, y);
    }
    return {median(values[0]), median(values[1]), median(values[2])};
}

// Maps in which a page is brighter than what lies around it. Brightness comes first; for colour also how grey a pixel
// is (white paper on bright wood) and how far it is from the border's colour.
std::vector<cv::Mat> maps_of(const cv::Mat& clean) {
    if (clean.channels() == 1) {
        return {clean};
    }
    cv::Mat grey;
    cv::cvtColor(clean, grey, cv::COLOR_RGB2GRAY);
    cv::Mat hsv;
    cv::cvtColor(clean, hsv, cv::COLOR_RGB2HSV);
    cv::Mat saturation;
    cv::extractChannel(hsv, saturation, 1);
    cv::Mat difference;
    cv::absdiff(clean, border_colour(clean), difference);
    std::vector<cv::Mat> channels;
    cv::split(difference, channels);
    return {grey, 255 - saturation, cv::max(cv::max(channels[0], channels[1]), channels[2])};
}

std::vector<cv::Point> largest_region(const cv::Mat& mask) {
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(mask, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    const auto largest = std::max_element(contours.begin(), contours.end(), [](const auto& a, const auto& b) {
        return cv::contourArea(a) < cv::contourArea(b);
    });
    return largest == contours.end() ? std::vector<cv::Point>() : *largest;
}

// Clockwise from the corner nearest the top left.
Quad ordered(const std::vector<cv::Point2d>& points) {
    Quad quad;
    const cv::Point2d centre = std::accumulate(points.begin(), points.end(), cv::Point2d()) * 0.25;
    std::vector<cv::Point2d> sorted = points;
    std::sort(sorted.begin(), sorted.end(), [&centre](const auto& a, const auto& b) {
        return std::atan2(a.y - centre.y, a.x - centre.x) < std::atan2(b.y - centre.y, b.x - centre.x);
    });
    const auto first = std::min_element(sorted.begin(), sorted.end(),
                                        [](const auto& a, const auto& b) { return a.x + a.y < b.x + b.y; });
    std::rotate(sorted.begin(), first, sorted.end());
    std::copy_n(sorted.begin(), quad.size(), quad.begin());
    return quad;
}

std::optional<Quad> rough_quad(const std::vector<cv::Point>& region) {
    std::vector<cv::Point> hull;
    cv::convexHull(region, hull);
    const double length = cv::arcLength(hull, true);
    std::vector<cv::Point> corners;
    for (double tolerance = 0.01; tolerance <= 0.08; tolerance += 0.005) {
        cv::approxPolyDP(hull, corners, tolerance * length, true);
        if (corners.size() == 4) {
            return ordered({corners.begin(), corners.end()});
        }
        if (corners.size() < 4) {
            break;
        }
    }
    return std::nullopt;
}

double bilinear(const cv::Mat& map, cv::Point2d p) {
    const double x = std::clamp(p.x, 0.0, map.cols - 1.001);
    const double y = std::clamp(p.y, 0.0, map.rows - 1.001);
    const int left = static_cast<int>(x);
    const int top = static_cast<int>(y);
    const double right = x - left;
    const double down = y - top;
    const auto* upper = map.ptr<std::uint8_t>(top) + left;
    const auto* lower = map.ptr<std::uint8_t>(std::min(top + 1, map.rows - 1)) + left;
    return (upper[0] * (1 - right) + upper[1] * right) * (1 - down) +
           (lower[0] * (1 - right) + lower[1] * right) * down;
}

// A straight edge, refined: a point on it, its direction, and how clearly it is seen.
struct Edge {
    cv::Point2d at;
    cv::Point2d along;
    double contrast = 0;
    double visible = 0;
    bool on_frame = false;
};

bool near_frame(cv::Point2d p, const cv::Mat& map) {
    return p.x < frame_margin || p.y < frame_margin || p.x > map.cols - 1 - frame_margin ||
           p.y > map.rows - 1 - frame_margin;
}

// True when the whole edge lies along one side of the frame.
bool lies_on_frame(cv::Point2d a, cv::Point2d b, const cv::Mat& map) {
    const auto both = [](double u, double v, double limit) {
        return std::max(std::abs(u - limit), std::abs(v - limit));
    };
    return std::min({both(a.x, b.x, 0), both(a.y, b.y, 0), both(a.x, b.x, map.cols - 1),
                     both(a.y, b.y, map.rows - 1)}) < frame_margin;
}

// The place of the steepest fall from inside to outside along the normal, and its height.
std::pair<double, double> steepest(const cv::Mat& map, cv::Point2d p, cv::Point2d outward, int reach) {
    constexpr double half_step = 1.5;
    double best = 0;
    double at = 0;
    for (double offset = -reach; offset <= reach; offset += 0.5) {
        const double fall =
            bilinear(map, p + outward * (offset - half_step)) - bilinear(map, p + outward * (offset + half_step));
        if (fall > best) {
            best = fall;
            at = offset;
        }
    }
    constexpr double wide = 5;
    return {at, bilinear(map, p + outward * (at - wide)) - bilinear(map, p + outward * (at + wide))};
}

void fit(std::vector<cv::Point2f> points, Edge& edge) {
    for (int round = 0; round < 3; ++round) {
        cv::Vec4f line;
        cv::fitLine(points, line, cv::DIST_HUBER, 0, 0.01, 0.01);
        edge.along = {line[0], line[1]};
        edge.at = {line[2], line[3]};
        const auto off = [&edge](const cv::Point2f& p) {
            return std::abs((p.x - edge.at.x) * edge.along.y - (p.y - edge.at.y) * edge.along.x);
        };
        std::vector<cv::Point2f> kept;
        std::copy_if(points.begin(), points.end(), std::back_inserter(kept),
                     [&off](const auto& p) { return off(p) < 2.5; });
        if (kept.size() < points.size() / 2 || kept.size() < 8) {
            return;
        }
        points = std::move(kept);
    }
}

Edge refined(const cv::Mat& map, cv::Point2d from, cv::Point2d to, int reach) {
    const cv::Point2d direction = to - from;
    const double length = std::max(cv::norm(direction), 1.0);
    Edge edge{from, direction / length, 0, 0, lies_on_frame(from, to, map)};
    if (edge.on_frame) {
        return edge;
    }
    const cv::Point2d outward(edge.along.y, -edge.along.x);  // corners run clockwise
    std::vector<cv::Point2f> points;
    std::vector<double> contrasts;
    int sampled = 0;
    for (int i = 0; i < samples_per_edge; ++i) {
        const cv::Point2d p = from + direction * (0.04 + 0.92 * i / (samples_per_edge - 1));
        if (near_frame(p, map)) {
            continue;
        }
        ++sampled;
        const auto [offset, contrast] = steepest(map, p, outward, reach);
        if (contrast >= least_contrast) {
            points.emplace_back(p + outward * offset);
            contrasts.push_back(contrast);
        }
    }
    if (points.size() < 8) {
        return edge;
    }
    edge.visible = static_cast<double>(points.size()) / std::max(sampled, 1);
    edge.contrast = median(contrasts);
    fit(std::move(points), edge);
    return edge;
}

std::optional<cv::Point2d> crossing(const Edge& a, const Edge& b) {
    const double cross = a.along.x * b.along.y - a.along.y * b.along.x;
    if (std::abs(cross) < 0.3) {
        return std::nullopt;  // below 17°: no corner of a sheet
    }
    const cv::Point2d between = b.at - a.at;
    return a.at + a.along * ((between.x * b.along.y - between.y * b.along.x) / cross);
}

double overlap(const std::vector<cv::Point>& region, const Quad& quad, cv::Size size) {
    cv::Mat filled_region = cv::Mat::zeros(size, CV_8U);
    cv::Mat filled_quad = cv::Mat::zeros(size, CV_8U);
    cv::drawContours(filled_region, std::vector<std::vector<cv::Point>>{region}, 0, 255, cv::FILLED);
    std::vector<cv::Point> corners(quad.begin(), quad.end());
    cv::fillConvexPoly(filled_quad, corners, 255);
    const double both = cv::countNonZero(filled_region & filled_quad);
    const double either = cv::countNonZero(filled_region | filled_quad);
    return either > 0 ? both / either : 0;
}

std::optional<Quad> refine(const cv::Mat& map, Quad quad, std::array<Edge, 4>& edges) {
    for (const int reach : {16, 6}) {
        for (std::size_t i = 0; i < 4; ++i) {
            edges[i] = refined(map, quad[i], quad[(i + 1) % 4], reach);
        }
        for (std::size_t i = 0; i < 4; ++i) {
            const auto corner = crossing(edges[(i + 3) % 4], edges[i]);
            if (!corner || corner->x < -map.cols || corner->y < -map.rows || corner->x > 2 * map.cols ||
                corner->y > 2 * map.rows) {
                return std::nullopt;
            }
            quad[i] = *corner;
        }
    }
    return quad;
}

// Grey levels by which the sheet is brighter than what lies beyond this edge.
double brighter_by(const cv::Mat& grey, const Edge& edge, cv::Point2d from, cv::Point2d to) {
    constexpr double beside = 6;
    const cv::Point2d outward(edge.along.y, -edge.along.x);
    const double sign = (to - from).dot(edge.along) < 0 ? -1 : 1;  // a fitted line may run the other way
    std::vector<double> falls;
    for (int i = 1; i < samples_per_edge; ++i) {
        const cv::Point2d p = from + (to - from) * (static_cast<double>(i) / samples_per_edge);
        falls.push_back(bilinear(grey, p - outward * (sign * beside)) - bilinear(grey, p + outward * (sign * beside)));
    }
    return median(falls);
}

// Paper is not darker than its surroundings, whatever the map says: else it is a picture printed on the page.
bool is_paper(const cv::Mat& grey, const Quad& quad, const std::array<Edge, 4>& edges) {
    for (std::size_t i = 0; i < 4; ++i) {
        if (!edges[i].on_frame && brighter_by(grey, edges[i], quad[i], quad[(i + 1) % 4]) < -5) {
            return false;
        }
    }
    return true;
}

// How much the edges convince, 0–1; 0 when one of them is not there.
double conviction(const std::array<Edge, 4>& edges) {
    double least = clear_contrast;
    int seen = 0;
    for (const auto& edge : edges) {
        if (edge.on_frame) {
            continue;
        }
        if (edge.contrast < least_contrast || edge.visible < least_visible) {
            return 0;
        }
        ++seen;
        least = std::min(least, edge.contrast);
    }
    if (seen == 0 || (seen == 1 && least < clear_contrast)) {
        return 0;
    }
    return least / clear_contrast;
}

std::optional<Candidate> candidate(const cv::Mat& map, const cv::Mat& grey, double threshold) {
    cv::Mat mask;
    cv::threshold(map, mask, threshold, 255, cv::THRESH_BINARY);
    const auto region = largest_region(mask);
    const double frame = static_cast<double>(map.total());
    if (region.size() < 4 || cv::contourArea(region) < least_area * frame) {
        return std::nullopt;
    }
    const auto rough = rough_quad(region);
    if (!rough) {
        return std::nullopt;
    }
    std::array<Edge, 4> edges;
    const auto corners = refine(map, *rough, edges);
    if (!corners) {
        return std::nullopt;
    }
    const double area = cv::contourArea(std::vector<cv::Point2f>(corners->begin(), corners->end()));
    const double fits = overlap(region, *corners, map.size());
    if (area > full_area * frame || area < least_area * frame || fits < least_overlap ||
        !is_paper(grey, *corners, edges)) {
        return std::nullopt;
    }
    Candidate found{*corners, fits * conviction(edges), 0};
    for (const auto& edge : edges) {
        found.edges_on_frame += edge.on_frame ? 1 : 0;
    }
    return found;
}

bool corner_outside(const Quad& quad, cv::Size size) {
    constexpr double slack = 2;
    return std::any_of(quad.begin(), quad.end(), [size](const cv::Point2d& p) {
        return p.x < -slack || p.y < -slack || p.x > size.width - 1 + slack || p.y > size.height - 1 + slack;
    });
}

Quad frame_of(cv::Size size) {
    const double right = size.width - 1;
    const double bottom = size.height - 1;
    return {cv::Point2d(0, 0), cv::Point2d(right, 0), cv::Point2d(right, bottom), cv::Point2d(0, bottom)};
}

}  // namespace

FoundPage find_page(const cv::Mat& picture) {
    const double scale = std::min(1.0, work_side / std::max(picture.cols, picture.rows));
    cv::Mat small = picture;
    if (scale < 1) {
        cv::resize(picture, small, {}, scale, scale, cv::INTER_AREA);
    }
    Candidate best;
    const auto maps = maps_of(without_text(small));
    for (const auto& map : maps) {
        cv::Mat unused;
        const double otsu = cv::threshold(map, unused, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
        for (const double factor : {1.0, 0.75, 1.2}) {
            const auto found = candidate(map, maps.front(), std::min(otsu * factor, 250.0));
            if (found && found->score > best.score) {
                best = *found;
            }
        }
    }
    if (best.score <= 0) {
        return {frame_of(picture.size()), false, false};
    }
    FoundPage page{best.corners, true, best.edges_on_frame > 0 || corner_outside(best.corners, small.size())};
    const double x_scale = static_cast<double>(picture.cols) / small.cols;
    const double y_scale = static_cast<double>(picture.rows) / small.rows;
    for (auto& corner : page.corners) {
        corner = {(corner.x + 0.5) * x_scale - 0.5, (corner.y + 0.5) * y_scale - 0.5};
    }
    return page;
}

}  // namespace doorstep::vision
