#include "tests/shots/picture.hpp"

#include <png.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace doorstep::shots {

std::optional<Picture> load_png(const std::filesystem::path& file) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_file(&image, file.c_str()) == 0) {
        return std::nullopt;
    }
    image.format = PNG_FORMAT_RGB;
    Picture picture;
    picture.width = static_cast<int>(image.width);
    picture.height = static_cast<int>(image.height);
    picture.pixels.resize(std::size_t{image.width} * image.height);
    static_assert(sizeof(Colour) == 3);
    if (png_image_finish_read(&image, nullptr, picture.pixels.data(), 0, nullptr) == 0) {
        return std::nullopt;
    }
    return picture;
}

double luminance(Colour colour) {
    const auto linear = [](std::uint8_t channel) {
        const double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

double contrast(Colour a, Colour b) {
    const double light = std::max(luminance(a), luminance(b));
    const double dark = std::min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

std::optional<double> ink_contrast(const Picture& picture, const Rect& place) {
    std::map<Colour, int> counts;
    int total = 0;
    for (int y = std::max(place.y, 0); y < std::min(place.y + place.height, picture.height); ++y) {
        for (int x = std::max(place.x, 0); x < std::min(place.x + place.width, picture.width); ++x) {
            ++counts[picture.at(x, y)];
            ++total;
        }
    }
    if (counts.size() < 2) {
        return std::nullopt;
    }
    const auto ground =
        std::max_element(counts.begin(), counts.end(), [](auto& a, auto& b) { return a.second < b.second; })->first;
    double best = 1;
    const int least = std::max(total * 3 / 1000, 4);
    for (const auto& [colour, count] : counts) {
        if (count >= least) {
            best = std::max(best, contrast(ground, colour));
        }
    }
    return best > 1.0 ? std::optional(best) : std::nullopt;
}

bool overlap(const Rect& a, const Rect& b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

bool holds(const Rect& a, const Rect& b) {
    return b.x >= a.x && b.y >= a.y && b.x + b.width <= a.x + a.width && b.y + b.height <= a.y + a.height;
}

}  // namespace doorstep::shots
