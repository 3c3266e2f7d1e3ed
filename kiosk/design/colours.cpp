#include "kiosk/design/colours.hpp"

#include <algorithm>
#include <cmath>

namespace doorstep::kiosk {
namespace {

constexpr double off_contrast = 4.5;
constexpr double edge_contrast = 3.0;

Palette high() {
    Palette p;
    p.page = Qt::white;
    p.surface_pressed = QColor(0xE4, 0xEE, 0xEA);
    p.ink = Qt::black;
    p.ink_soft = QColor(0x1E, 0x28, 0x25);
    p.edge = QColor(0x3A, 0x47, 0x43);
    p.primary = QColor(0x05, 0x36, 0x2C);
    p.primary_pressed = QColor(0x00, 0x1E, 0x17);
    p.primary_tint = QColor(0xE8, 0xF4, 0xEF);
    p.danger = QColor(0x5C, 0x08, 0x0C);
    p.danger_pressed = QColor(0x38, 0x00, 0x03);
    p.danger_tint = QColor(0xFF, 0xF2, 0xF1);
    p.warn = QColor(0x40, 0x26, 0x00);
    p.warn_tint = QColor(0xFF, 0xF6, 0xE0);
    p.info = QColor(0x06, 0x2A, 0x50);
    p.info_tint = QColor(0xEE, 0xF5, 0xFC);
    p.off = QColor(0xEA, 0xED, 0xEC);
    p.on_off = QColor(0x45, 0x4F, 0x4B);
    p.focus = QColor(0x00, 0x32, 0x90);
    p.dark = Qt::black;
    return p;
}

// At 20:1 there is no room for a second hue of text: signs and words alone tell an error, a warning or a choice.
Palette highest() {
    Palette p;
    for (QColor Palette::*ground :
         {&Palette::page, &Palette::surface, &Palette::surface_pressed, &Palette::primary_tint, &Palette::danger_tint,
          &Palette::warn_tint, &Palette::info_tint, &Palette::off, &Palette::dark, &Palette::on_primary}) {
        p.*ground = Qt::black;
    }
    for (QColor Palette::*text :
         {&Palette::ink, &Palette::ink_soft, &Palette::edge, &Palette::primary, &Palette::primary_pressed,
          &Palette::danger, &Palette::danger_pressed, &Palette::warn, &Palette::info, &Palette::on_dark}) {
        p.*text = Qt::white;
    }
    p.on_off = QColor(0x9A, 0x9A, 0x9A);
    p.focus = QColor(0xFF, 0xD0, 0x00);
    p.shade = QColor(0x50, 0x50, 0x50, 0xE0);
    return p;
}

Palette palette_of(Theme theme) {
    return theme == Theme::High ? high() : theme == Theme::Highest ? highest() : Palette();
}

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

Theme theme_of(const QString& name) {
    return name == QLatin1String("high")      ? Theme::High
           : name == QLatin1String("highest") ? Theme::Highest
                                              : Theme::Normal;
}

QString theme_name(Theme theme) {
    return theme == Theme::High      ? QStringLiteral("high")
           : theme == Theme::Highest ? QStringLiteral("highest")
                                     : QStringLiteral("normal");
}

double text_contrast(Theme theme) {
    return theme == Theme::High ? 10.0 : theme == Theme::Highest ? 20.0 : 7.0;
}

void Colours::set_theme(Theme theme) {
    if (theme != theme_) {
        theme_ = theme;
        static_cast<Palette&>(*this) = palette_of(theme);
        emit changed();
    }
}

std::vector<ColourPair> colour_pairs(const Colours& c) {
    const double text = text_contrast(c.theme());
    return {
        {"text on page", c.ink, c.page, text},
        {"text on surface", c.ink, c.surface, text},
        {"text on pressed row", c.ink, c.surface_pressed, text},
        {"text on chosen row", c.ink, c.primary_tint, text},
        {"hint on page", c.ink_soft, c.page, text},
        {"hint on surface", c.ink_soft, c.surface, text},
        {"hint on pressed row", c.ink_soft, c.surface_pressed, text},
        {"hint on chosen row", c.ink_soft, c.primary_tint, text},
        {"primary button", c.on_primary, c.primary, text},
        {"primary button pressed", c.on_primary, c.primary_pressed, text},
        {"second button", c.primary, c.surface, text},
        {"second button pressed", c.primary, c.surface_pressed, text},
        {"pictogram on page", c.primary, c.page, text},
        {"pictogram on chosen row", c.primary, c.primary_tint, text},
        {"danger button", c.on_primary, c.danger, text},
        {"danger button pressed", c.on_primary, c.danger_pressed, text},
        {"error on page", c.danger, c.page, text},
        {"error on surface", c.danger, c.surface, text},
        {"error notice", c.danger, c.danger_tint, text},
        {"error notice text", c.ink, c.danger_tint, text},
        {"warning notice", c.warn, c.warn_tint, text},
        {"warning notice text", c.ink, c.warn_tint, text},
        {"info notice", c.info, c.info_tint, text},
        {"info notice text", c.ink, c.info_tint, text},
        {"switched off", c.on_off, c.off, off_contrast},
        {"text on keyboard", c.ink, c.off, text},
        {"hint on keyboard", c.ink_soft, c.off, text},
        {"text on dark", c.on_dark, c.dark, text},
        {"edge on page", c.edge, c.page, edge_contrast},
        {"edge on surface", c.edge, c.surface, edge_contrast},
        {"edge on keyboard", c.edge, c.off, edge_contrast},
        {"focus on page", c.focus, c.page, edge_contrast},
        {"focus on surface", c.focus, c.surface, edge_contrast},
    };
}

}  // namespace doorstep::kiosk
