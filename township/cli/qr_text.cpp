#include "township/cli/qr_text.hpp"

#include <memory>

#include <qrencode.h>

namespace doorstep::township {
namespace {

constexpr int quiet_zone = 4;

bool is_light(const QRcode& code, int x, int y) {
    const bool inside = x >= 0 && y >= 0 && x < code.width && y < code.width;
    return !inside || (code.data[y * code.width + x] & 1U) == 0;
}

}  // namespace

std::string qr_text(std::string_view text) {
    if (text.empty()) {
        return {};
    }
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0,
                          QR_ECLEVEL_L),
        &QRcode_free);
    std::string lines;
    for (int y = -quiet_zone; code && y < code->width + quiet_zone; y += 2) {
        for (int x = -quiet_zone; x < code->width + quiet_zone; ++x) {
            const bool above = is_light(*code, x, y);
            const bool below = is_light(*code, x, y + 1);
            lines += above && below ? "█" : above ? "▀" : below ? "▄" : " ";
        }
        lines += "\n";
    }
    return lines;
}

}  // namespace doorstep::township
