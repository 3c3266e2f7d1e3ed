#include "kiosk/design/colours.hpp"

#include <algorithm>
#include <cmath>

namespace doorstep::kiosk {
namespace {

constexpr double text_contrast = 7.0;
constexpr double off_contrast = 4.5;
constexpr double edge_contrast = 3.0;

// Relative luminance of WCAG 2.2.
double luminance(const QColor& colour) {
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

}  // namespace

double contrast(const QColor& a, const QColor& b) {
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

std::vector<ColourPair> colour_pairs(const Colours& c) {
    return {
        {"text on page", c.ink, c.page, text_contrast},
        {"text on surface", c.ink, c.surface, text_contrast},
        {"text on pressed row", c.ink, c.surface_pressed, text_contrast},
        {"text on chosen row", c.ink, c.primary_tint, text_contrast},
        {"hint on page", c.ink_soft, c.page, text_contrast},
        {"hint on surface", c.ink_soft, c.surface, text_contrast},
        {"hint on pressed row", c.ink_soft, c.surface_pressed, text_contrast},
        {"hint on chosen row", c.ink_soft, c.primary_tint, text_contrast},
        {"primary button", c.on_primary, c.primary, text_contrast},
        {"primary button pressed", c.on_primary, c.primary_pressed, text_contrast},
        {"second button", c.primary, c.surface, text_contrast},
        {"second button pressed", c.primary, c.surface_pressed, text_contrast},
        {"pictogram on page", c.primary, c.page, text_contrast},
        {"pictogram on chosen row", c.primary, c.primary_tint, text_contrast},
        {"danger button", c.on_primary, c.danger, text_contrast},
        {"danger button pressed", c.on_primary, c.danger_pressed, text_contrast},
        {"error on page", c.danger, c.page, text_contrast},
        {"error on surface", c.danger, c.surface, text_contrast},
        {"error notice", c.danger, c.danger_tint, text_contrast},
        {"error notice text", c.ink, c.danger_tint, text_contrast},
        {"warning notice", c.warn, c.warn_tint, text_contrast},
        {"warning notice text", c.ink, c.warn_tint, text_contrast},
        {"info notice", c.info, c.info_tint, text_contrast},
        {"info notice text", c.ink, c.info_tint, text_contrast},
        {"switched off", c.on_off, c.off, off_contrast},
        {"text on keyboard", c.ink, c.off, text_contrast},
        {"hint on keyboard", c.ink_soft, c.off, text_contrast},
        {"text on dark", c.on_dark, c.dark, text_contrast},
        {"edge on page", c.edge, c.page, edge_contrast},
        {"edge on surface", c.edge, c.surface, edge_contrast},
        {"edge on keyboard", c.edge, c.off, edge_contrast},
        {"focus on page", c.focus, c.page, edge_contrast},
        {"focus on surface", c.focus, c.surface, edge_contrast},
    };
}

}  // namespace doorstep::kiosk
