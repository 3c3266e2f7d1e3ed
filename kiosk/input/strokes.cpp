#include "kiosk/input/strokes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace doorstep::kiosk {
namespace {

// Ink that is smaller than a fifth of the field is a dot or a tick and is not blown up to the whole square.
constexpr double least_extent = 0.2;
// Where a bend is one: the square of its distance from the chord, in squares of the side.
constexpr float bend = 0.001F;

struct Box {
    double left = std::numeric_limits<double>::infinity();
    double top = left;
    double right = -left;
    double bottom = -left;
    void add(const InkPoint& p) {
        left = std::min(left, p.x);
        right = std::max(right, p.x);
        top = std::min(top, p.y);
        bottom = std::max(bottom, p.y);
    }
    double extent() const { return std::max({right - left, bottom - top, least_extent}); }
};

bool usable(const InkPoint& p) {
    // A finger cannot be further out than its panel; the bound keeps the arithmetic exact.
    constexpr double farthest = 100;
    return std::abs(p.x) <= farthest && std::abs(p.y) <= farthest;
}

InkCharacter cleaned(const InkCharacter& character) {
    InkCharacter clean;
    for (const auto& stroke : character) {
        InkStroke kept;
        std::copy_if(stroke.begin(), stroke.end(), std::back_inserter(kept), usable);
        if (!kept.empty() && clean.size() < most_strokes) {
            clean.push_back(std::move(kept));
        }
    }
    return clean;
}

// The point farthest from the chord between the ends, and that squared distance over the chord's.
std::pair<std::size_t, float> farthest(std::span<const GridPoint> part) {
    const auto place = [](int v) { return static_cast<float>(v) / static_cast<float>(fitted_side); };
    const float a = place(part.back().x) - place(part.front().x);
    const float b = place(part.back().y) - place(part.front().y);
    const float c = place(part.back().y) * place(part.front().x) - place(part.back().x) * place(part.front().y);
    std::size_t best = 0;
    float most = -1;
    for (std::size_t i = 0; i + 1 < part.size(); ++i) {
        const float distance = std::fabs(a * place(part[i].y) - b * place(part[i].x) + c);
        if (distance > most) {
            most = distance;
            best = i;
        }
    }
    const float chord = a * a + b * b;
    return {best, chord > 0 ? most * most / chord : 0};
}

// zinnia halves a stroke as long as it bends and makes a table of 2^depth entries: a scribble of thirty bends would
// take all memory there is. What reaches it bends no deeper than this.
void keep_bends(std::span<const GridPoint> part, int depth, GridStroke& kept) {
    const auto [at, distance] = farthest(part);
    if (depth < deepest_bend && at > 0 && distance > bend) {
        keep_bends(part.first(at + 1), depth + 1, kept);
        keep_bends(part.subspan(at), depth + 1, kept);
    } else {
        kept.push_back(part.back());
    }
}

GridStroke thinned(const GridStroke& stroke) {
    GridStroke kept{stroke.front()};
    if (stroke.size() > 1) {
        keep_bends(stroke, 0, kept);
    }
    return kept;
}

}  // namespace

std::vector<GridStroke> fitted(const InkCharacter& character, int margin) {
    const auto clean = cleaned(character);
    Box box;
    for (const auto& stroke : clean) {
        for (const auto& point : stroke) {
            box.add(point);
        }
    }
    const double scale = (fitted_side - 2 * margin) / box.extent();
    const auto to_grid = [&](double value, double low, double high) {
        return static_cast<int>(std::lround(fitted_side / 2.0 + (value - (low + high) / 2) * scale));
    };
    std::vector<GridStroke> fitted;
    for (const auto& stroke : clean) {
        GridStroke on_grid;
        for (const auto& point : stroke) {
            const GridPoint next{to_grid(point.x, box.left, box.right), to_grid(point.y, box.top, box.bottom)};
            if (on_grid.empty() || !(on_grid.back() == next)) {
                on_grid.push_back(next);
            }
        }
        fitted.push_back(thinned(on_grid));
    }
    return fitted;
}

}  // namespace doorstep::kiosk
