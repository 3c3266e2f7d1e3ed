#include "kiosk/backend/qr_picture.hpp"

#include <QBuffer>
#include <QImage>

#include "papers/qr.hpp"

namespace doorstep::kiosk {

namespace {

constexpr int quiet_zone = 4;   // modules of white that a reader needs
constexpr int module_size = 8;  // pixels a module

}  // namespace

QByteArray qr_picture(std::string_view text) {
    const auto code = papers::make_qr(text);
    if (!code) {
        return {};
    }
    QImage image(code->side + 2 * quiet_zone, code->side + 2 * quiet_zone, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    for (int y = 0; y < code->side; ++y) {
        for (int x = 0; x < code->side; ++x) {
            if (code->at(x, y)) {
                image.setPixelColor(x + quiet_zone, y + quiet_zone, Qt::black);
            }
        }
    }
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.scaled(image.size() * module_size).save(&buffer, "PNG");
    return png;
}

}  // namespace doorstep::kiosk
