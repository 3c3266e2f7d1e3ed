#include "device-drivers/scanner/glass_check.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace doorstep::devices {
namespace {

using vision::Image;

constexpr double mm_per_inch = 25.4;
constexpr int block = 32;  // pixels; about 5 mm: light changes slowly over a sheet, dirt does not

// The light of a block: what most of its pixels are, so that dirt in it does not count.
int median(const Image& grey, int left, int top, int right, int bottom) {
    std::array<int, 256> counts{};
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            ++counts[grey.row(y)[x]];
        }
    }
    int left_over = (right - left) * (bottom - top) / 2;
    int value = 0;
    while (value < 255 && (left_over -= counts[static_cast<std::size_t>(value)]) >= 0) {
        ++value;
    }
    return value;
}

// The part of a picture that a sheet covers for certain.
struct Field {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    int columns() const { return (right - left + block - 1) / block; }
    int rows() const { return (bottom - top + block - 1) / block; }
    std::int64_t pixels() const { return std::int64_t{right - left} * (bottom - top); }
};

// Medians of the blocks of a field.
class Light {
  public:
    Light(const Image& grey, const Field& field) : field_(field) {
        for (int row = 0; row < field.rows(); ++row) {
            for (int column = 0; column < field.columns(); ++column) {
                const int left = field.left + column * block;
                const int top = field.top + row * block;
                values_.push_back(
                    median(grey, left, top, std::min(left + block, field.right), std::min(top + block, field.bottom)));
            }
        }
    }
    // Of the sheet as a whole.
    int middle() const {
        auto sorted = values_;
        const auto half = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
        std::nth_element(sorted.begin(), half, sorted.end());
        return *half;
    }
    // At a pixel: between its block and the neighbours, the brightest counts, so that a block that is dirty all over
    // does not pass for paper.
    int at(int x, int y) const {
        const int column = (x - field_.left) / block;
        const int row = (y - field_.top) / block;
        int brightest = 0;
        for (int r = std::max(row - 1, 0); r <= std::min(row + 1, field_.rows() - 1); ++r) {
            for (int c = std::max(column - 1, 0); c <= std::min(column + 1, field_.columns() - 1); ++c) {
                brightest = std::max(brightest, values_[static_cast<std::size_t>(r * field_.columns() + c)]);
            }
        }
        return brightest;
    }
    // Share of the blocks that are far darker than the sheet: something lies there.
    double dark_share(int below) const {
        const auto dark = std::count_if(values_.begin(), values_.end(), [below](int v) { return v < below; });
        return static_cast<double>(dark) / static_cast<double>(values_.size());
    }

  private:
    Field field_;
    std::vector<int> values_;
};

struct Blot {
    int left = 0;
    int top = 0;
    int right = 0;  // inclusive
    int bottom = 0;
    int pixels = 0;
    int contrast = 0;
};

// Marks of what is darker than the sheet, and gathers them into blots.
class Blots {
  public:
    Blots(const Image& grey, const Field& field, const Light& light)
        : width_(field.right - field.left),
          height_(field.bottom - field.top),
          dark_(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_)) {
        for (int y = 0; y < height_; ++y) {
            const auto* line = grey.row(field.top + y) + field.left;
            int here = 0;
            for (int x = 0; x < width_; ++x) {
                here = x % block == 0 ? light.at(field.left + x, field.top + y) : here;
                const int darker = here - line[x];
                dark_[index(x, y)] = static_cast<std::uint8_t>(darker >= least_contrast ? darker : 0);
                covered_ += darker >= least_contrast ? 1 : 0;
            }
        }
    }
    std::int64_t covered() const { return covered_; }

    // All of them, also the smallest; stops once there are more than `most` that count.
    std::vector<Blot> gather(std::size_t most) {
        std::vector<Blot> blots;
        for (int y = 0; y < height_ && blots.size() <= most; ++y) {
            for (int x = 0; x < width_; ++x) {
                if (dark_[index(x, y)] == 0) {
                    continue;
                }
                const auto blot = flood(x, y);
                if (blot.pixels >= least_spot_pixels) {
                    blots.push_back(blot);
                }
            }
        }
        return blots;
    }

  private:
    std::size_t index(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
    }
    Blot flood(int x, int y) {
        Blot blot{x, y, x, y, 0, 0};
        std::vector<std::pair<int, int>> open{{x, y}};
        take(x, y, blot);
        while (!open.empty()) {
            const auto [at_x, at_y] = open.back();
            open.pop_back();
            // Two pixels wide: hairs and scratches are seen with gaps.
            for (int to_y = std::max(at_y - 2, 0); to_y <= std::min(at_y + 2, height_ - 1); ++to_y) {
                for (int to_x = std::max(at_x - 2, 0); to_x <= std::min(at_x + 2, width_ - 1); ++to_x) {
                    if (dark_[index(to_x, to_y)] != 0) {
                        take(to_x, to_y, blot);
                        open.emplace_back(to_x, to_y);
                    }
                }
            }
        }
        return blot;
    }
    void take(int x, int y, Blot& blot) {
        auto& dark = dark_[index(x, y)];
        blot.contrast = std::max(blot.contrast, static_cast<int>(dark));
        dark = 0;
        ++blot.pixels;
        blot.left = std::min(blot.left, x);
        blot.right = std::max(blot.right, x);
        blot.top = std::min(blot.top, y);
        blot.bottom = std::max(blot.bottom, y);
    }

    int width_;
    int height_;
    std::vector<std::uint8_t> dark_;  // how much darker; 0: as the sheet
    std::int64_t covered_ = 0;
};

GlassSpot spot_of(const Blot& blot, const Field& field, double mm) {
    return {(field.left + blot.left) * mm, (field.top + blot.top) * mm, (blot.right - blot.left + 1) * mm,
            (blot.bottom - blot.top + 1) * mm, blot.contrast};
}

}  // namespace

Result<GlassCheck> check_glass(const Image& picture) {
    if (picture.dpi() <= 0) {
        return vision::ImageError::BadArgument;
    }
    const double mm = mm_per_inch / picture.dpi();
    const int margin = static_cast<int>(std::lround(glass_margin_mm / mm));
    const Field field{margin, margin, picture.width() - margin, picture.height() - margin};
    if (field.right - field.left < block || field.bottom - field.top < block) {
        return vision::ImageError::BadArgument;
    }
    const Image grey = picture.to_grey();
    const Light light(grey, field);
    GlassCheck check;
    check.width = picture.width() * mm;
    check.height = picture.height() * mm;
    check.brightness = light.middle();
    constexpr double most_dark_blocks = 0.01;
    if (check.brightness < least_sheet_brightness ||
        light.dark_share(check.brightness - 2 * least_contrast) > most_dark_blocks) {
        return check;
    }
    Blots blots(grey, field, light);
    if (static_cast<double>(blots.covered()) > most_covered * static_cast<double>(field.pixels())) {
        return check;
    }
    auto found = blots.gather(most_spots);
    if (found.size() > most_spots) {
        return check;
    }
    check.verdict = found.empty() ? GlassCheck::Verdict::Clean : GlassCheck::Verdict::Dirty;
    std::sort(found.begin(), found.end(), [](const Blot& a, const Blot& b) { return a.pixels > b.pixels; });
    std::transform(found.begin(), found.end(), std::back_inserter(check.spots),
                   [&](const Blot& blot) { return spot_of(blot, field, mm); });
    return check;
}

}  // namespace doorstep::devices
