#include "vision/document/page_shape.hpp"

#include <algorithm>
#include <cmath>

#include "vision/image/image.hpp"

namespace doorstep::vision {
namespace {

double side(const Quad& quad, std::size_t from, std::size_t to) {
    return cv::norm(quad[to] - quad[from]);
}

double flat_ratio(const Quad& quad) {
    return (side(quad, 0, 1) + side(quad, 3, 2)) / std::max(side(quad, 0, 3) + side(quad, 1, 2), 1.0);
}

}  // namespace

double sheet_ratio(const Quad& quad, cv::Size picture) {
    const double flat = flat_ratio(quad);
    const cv::Point2d centre(picture.width / 2.0, picture.height / 2.0);
    const double unit = std::hypot(picture.width, picture.height);
    const auto lifted = [&](std::size_t i) {
        return cv::Vec3d((quad[i].x - centre.x) / unit, (quad[i].y - centre.y) / unit, 1);
    };
    const cv::Vec3d tl = lifted(0);
    const cv::Vec3d tr = lifted(1);
    const cv::Vec3d br = lifted(2);
    const cv::Vec3d bl = lifted(3);
    const double k2 = tl.cross(br).dot(bl) / tr.cross(br).dot(bl);
    const double k3 = tl.cross(br).dot(tr) / bl.cross(br).dot(tr);
    const cv::Vec3d across = k2 * tr - tl;
    const cv::Vec3d down = k3 * bl - tl;
    const auto plane = [](const cv::Vec3d& v) { return v[0] * v[0] + v[1] * v[1]; };
    constexpr double flat_enough = 0.02;
    if (std::abs(across[2]) < flat_enough || std::abs(down[2]) < flat_enough) {
        return flat;
    }
    const double focal2 = -(across[0] * down[0] + across[1] * down[1]) / (across[2] * down[2]);
    if (!(focal2 > 0.25 && focal2 < 25.0)) {
        return flat;  // no lens a kiosk or telephone has
    }
    const double ratio =
        std::sqrt((plane(across) / focal2 + across[2] * across[2]) / (plane(down) / focal2 + down[2] * down[2]));
    return std::isfinite(ratio) && ratio > flat / 2 && ratio < flat * 2 ? ratio : flat;
}

cv::Size sheet_pixels(const Quad& quad, cv::Size picture) {
    const double ratio = sheet_ratio(quad, picture);
    double width = std::max(side(quad, 0, 1), side(quad, 3, 2)) + 1;
    double height = std::max(side(quad, 0, 3), side(quad, 1, 2)) + 1;
    if (width < height * ratio) {
        width = height * ratio;
    } else {
        height = width / ratio;
    }
    // A wild quadrangle may ask for more than an image may hold; leave room for turning, too.
    const double most = static_cast<double>(max_pixels) * 0.6;
    const double shrink = std::min({1.0, std::sqrt(most / (width * height)), max_side * 0.7 / std::max(width, height)});
    return {std::max(1, static_cast<int>(std::lround(width * shrink))),
            std::max(1, static_cast<int>(std::lround(height * shrink)))};
}

}  // namespace doorstep::vision
