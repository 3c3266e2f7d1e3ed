// What a person typed, overwritten when it goes. Another QString that shares the text keeps it: there should be none.
#pragma once

#include <QString>

namespace doorstep::kiosk {

inline void wipe(QString& text) {
    text.fill(QLatin1Char(' '));
    text.clear();
}

}  // namespace doorstep::kiosk
