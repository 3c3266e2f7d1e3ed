#include "kiosk/design/panel.hpp"

#include <algorithm>

#include <QScreen>

namespace doorstep::kiosk {
namespace {

constexpr double mm_per_inch = 25.4;

QSizeF turned_like(QSizeF mm, QSize pixels) {
    const bool wide_mm = mm.width() >= mm.height();
    const bool wide_pixels = pixels.width() >= pixels.height();
    return wide_mm == wide_pixels ? mm : mm.transposed();
}

bool plausible(QSizeF mm, QSize pixels) {
    if (mm.width() <= 0 || mm.height() <= 0) {
        return false;
    }
    const double across = pixels.width() / mm.width() * mm_per_inch;
    const double down = pixels.height() / mm.height() * mm_per_inch;
    return std::min(across, down) >= lowest_plausible_dpi && std::max(across, down) <= highest_plausible_dpi;
}

Panel& panel_of_process() {
    static Panel panel{reference_panel_mm, QSize(1920, 1080), PanelSource::Assumed};
    return panel;
}

}  // namespace

double Panel::pixels_per_mm() const {
    return std::min(pixels.width() / millimetres.width(), pixels.height() / millimetres.height());
}

Panel choose_panel(std::optional<QSizeF> configured_mm, QSizeF edid_mm, QSize pixels) {
    if (pixels.isEmpty()) {
        pixels = QSize(1920, 1080);
    }
    if (configured_mm && configured_mm->width() > 0 && configured_mm->height() > 0) {
        return {turned_like(*configured_mm, pixels), pixels, PanelSource::Configured};
    }
    edid_mm = turned_like(edid_mm, pixels);
    if (plausible(edid_mm, pixels)) {
        return {edid_mm, pixels, PanelSource::Edid};
    }
    return {turned_like(reference_panel_mm, pixels), pixels, PanelSource::Assumed};
}

void configure_panel(const Panel& panel) {
    panel_of_process() = panel;
}

Panel configure_panel(std::optional<QSizeF> configured_mm, const QScreen* screen) {
    const Panel panel = screen != nullptr ? choose_panel(configured_mm, screen->physicalSize(), screen->size())
                                          : choose_panel(configured_mm, {}, {});
    configure_panel(panel);
    return panel;
}

const Panel& current_panel() {
    return panel_of_process();
}

}  // namespace doorstep::kiosk
