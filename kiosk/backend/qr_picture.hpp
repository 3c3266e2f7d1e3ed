// A QR code for the screen.
#pragma once

#include <string_view>

#include <QByteArray>

namespace doorstep::kiosk {

// PNG bytes of the code, dark on white with its quiet zone; empty when the text is empty or too long.
QByteArray qr_picture(std::string_view text);

}  // namespace doorstep::kiosk
