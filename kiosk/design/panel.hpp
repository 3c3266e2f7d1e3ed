// The panel that people touch: how many pixels a millimetre has. Everything on the screen is sized from it, so that a
// finger's target is 20 mm on a small tablet and on a large monitor alike.
#pragma once

#include <optional>

#include <QSize>
#include <QSizeF>

class QScreen;

namespace doorstep::kiosk {

// Where the size came from; told in the log and to technicians.
enum class PanelSource { Configured, Edid, Assumed };

struct Panel {
    QSizeF millimetres;  // as the pixels lie: wide for a landscape screen
    QSize pixels;
    PanelSource source = PanelSource::Assumed;

    // The smaller of both directions, so that no target ends up under its size.
    double pixels_per_mm() const;
    bool portrait() const { return pixels.height() > pixels.width(); }
};

// Densities (dots an inch) that a real panel can have; an EDID that claims anything else lies.
inline constexpr double lowest_plausible_dpi = 60;
inline constexpr double highest_plausible_dpi = 250;
// The reference panel, 21.5", taken when nobody knows better.
inline constexpr QSizeF reference_panel_mm{476, 268};

// The configured size when there is one (turned to lie as the pixels do), else the EDID's when plausible, else 21.5".
// Empty `pixels` count as 1920×1080.
Panel choose_panel(std::optional<QSizeF> configured_mm, QSizeF edid_mm, QSize pixels);

// Sets the panel of this process. Call on the GUI thread before the engine loads QML; sizes that were read before do
// not follow.
void configure_panel(const Panel& panel);
// choose_panel from the screen's own size and pixels (null: the reference panel), then configure_panel; answers it.
Panel configure_panel(std::optional<QSizeF> configured_mm, const QScreen* screen);
// The panel as configured; the reference panel before that.
const Panel& current_panel();

}  // namespace doorstep::kiosk
