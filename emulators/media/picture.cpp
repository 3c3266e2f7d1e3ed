#include "emulators/media/picture.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace doorstep::emulators {
namespace {

// How one target pixel is made of source pixels along one axis.
struct Tap {
    int first = 0;
    std::vector<float> weights;
};

// Averages the covered source pixels when shrinking, interpolates two when growing.
std::vector<Tap> taps(int from, int to) {
    std::vector<Tap> result(static_cast<std::size_t>(to));
    const double ratio = static_cast<double>(from) / to;
    for (int i = 0; i < to; ++i) {
        auto& tap = result[static_cast<std::size_t>(i)];
        const double centre = (i + 0.5) * ratio;
        const double reach = std::max(1.0, ratio);
        const int first = std::clamp(static_cast<int>(std::ceil(centre - reach - 0.5)), 0, from - 1);
        const int last = std::clamp(static_cast<int>(std::floor(centre + reach - 0.5)), first, from - 1);
        tap.first = first;
        double sum = 0;
        for (int s = first; s <= last; ++s) {
            const double weight = std::max(1e-6, 1 - std::abs(s + 0.5 - centre) / reach);
            tap.weights.push_back(static_cast<float>(weight));
            sum += weight;
        }
        for (auto& weight : tap.weights) {
            weight = static_cast<float>(weight / sum);
        }
    }
    return result;
}

std::uint8_t mix(const std::uint8_t* source, std::ptrdiff_t step, const std::vector<float>& weights) {
    float value = 0.5F;
    for (const float weight : weights) {
        value += weight * static_cast<float>(*source);
        source += step;
    }
    return static_cast<std::uint8_t>(std::clamp(value, 0.0F, 255.0F));
}

}  // namespace

Picture::Picture(Size size, Rgb colour)
    : size_(size), pixels_(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 3) {
    for (std::size_t i = 0; i + 2 < pixels_.size(); i += 3) {
        pixels_[i] = colour.red;
        pixels_[i + 1] = colour.green;
        pixels_[i + 2] = colour.blue;
    }
}

Picture scaled(const Picture& picture, Size size) {
    if (size == picture.size()) {
        return picture;
    }
    const auto across = taps(picture.size().width, size.width);
    const auto down = taps(picture.size().height, size.height);
    Picture narrow({size.width, picture.size().height}, {});
    for (int y = 0; y < picture.size().height; ++y) {
        auto* out = narrow.row(y);
        for (const auto& tap : across) {
            for (int c = 0; c < 3; ++c) {
                *out++ = mix(picture.row(y) + tap.first * 3 + c, 3, tap.weights);
            }
        }
    }
    Picture result(size, {});
    const std::ptrdiff_t stride = static_cast<std::ptrdiff_t>(size.width) * 3;
    for (int y = 0; y < size.height; ++y) {
        const auto& tap = down[static_cast<std::size_t>(y)];
        auto* out = result.row(y);
        for (std::ptrdiff_t x = 0; x < stride; ++x) {
            out[x] = mix(narrow.row(tap.first) + x, stride, tap.weights);
        }
    }
    return result;
}

Picture fitted(const Picture& picture, Size size, Rgb around) {
    const double ratio = std::min(static_cast<double>(size.width) / picture.size().width,
                                  static_cast<double>(size.height) / picture.size().height);
    const Size inner = {std::clamp(static_cast<int>(std::lround(picture.size().width * ratio)), 1, size.width),
                        std::clamp(static_cast<int>(std::lround(picture.size().height * ratio)), 1, size.height)};
    return cut(scaled(picture, inner), (inner.width - size.width) / 2, (inner.height - size.height) / 2, size, around);
}

Picture cut(const Picture& picture, int x, int y, Size size, Rgb around) {
    Picture result(size, around);
    const int left = std::max(0, -x);
    const int right = std::min(size.width, picture.size().width - x);
    for (int row = 0; row < size.height; ++row) {
        const int source = row + y;
        if (source >= 0 && source < picture.size().height && right > left) {
            std::copy_n(picture.row(source) + (left + x) * 3, (right - left) * 3, result.row(row) + left * 3);
        }
    }
    return result;
}

Picture with_noise(const Picture& picture, int strength, unsigned seed) {
    Picture result = picture;
    std::minstd_rand random(seed + 1);
    const auto bytes = result.size().width * result.size().height * 3;
    auto* pixels = result.row(0);
    for (int i = 0; i < bytes; ++i) {
        const int moved = pixels[i] + static_cast<int>(random() % static_cast<unsigned>(2 * strength + 1)) - strength;
        pixels[i] = static_cast<std::uint8_t>(std::clamp(moved, 0, 255));
    }
    return result;
}

}  // namespace doorstep::emulators
