#include "kiosk/design/units.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/design/panel.hpp"

namespace doorstep::kiosk {

int Units::mm(double millimetres) const {
    // A hair less, so that 20.0 mm at 4.0 pixels a millimetre are 80 and not 81.
    constexpr double hair = 1e-6;
    return static_cast<int>(std::ceil(millimetres * current_panel().pixels_per_mm() - hair));
}

void Units::set_text_scale(double scale) {
    scale = std::clamp(scale, text_scales.front(), text_scales.back());
    if (scale != text_scale_) {
        text_scale_ = scale;
        emit textScaleChanged();
    }
}

bool Units::portrait() {
    return current_panel().portrait();
}

}  // namespace doorstep::kiosk
