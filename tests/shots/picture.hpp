// A screenshot as pixels, and what can be measured of legibility in it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace doorstep::shots {

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0;
    auto operator<=>(const Colour&) const = default;
};

struct Rect {
    int x = 0, y = 0, width = 0, height = 0;
};

struct Picture {
    int width = 0, height = 0;
    std::vector<Colour> pixels;
    Colour at(int x, int y) const {
        return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
    }
};

// Nothing when the file is no PNG.
std::optional<Picture> load_png(const std::filesystem::path& file);
// WCAG 2 relative luminance, 0 … 1.
double luminance(Colour colour);
// WCAG 2 contrast ratio, 1 … 21.
double contrast(Colour a, Colour b);
// Contrast between the commonest colour of the place and the ink on it: of the colours that cover at least 0.3 % of the
// place (strokes, not their blurred edges) the one that stands out most. Nothing when there is no ink or the place is
// outside.
std::optional<double> ink_contrast(const Picture& picture, const Rect& place);
// True when the rectangles share more than an edge.
bool overlap(const Rect& a, const Rect& b);
// True when b lies wholly in a.
bool holds(const Rect& a, const Rect& b);

}  // namespace doorstep::shots
