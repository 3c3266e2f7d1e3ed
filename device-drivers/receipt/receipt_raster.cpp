#include "device-drivers/receipt/receipt_raster.hpp"

#include <algorithm>

#include "device-drivers/receipt/escpos_messages.hpp"

namespace doorstep::devices {
namespace {

// Edges of letters are drawn in greys; a little more than the middle keeps the thin strokes of 宋体.
constexpr std::uint8_t black_below = 150;

// DLE EOT, DLE ENQ and DLE DC4 are carried out on arrival, wherever they stand.
bool is_command_at_once(std::uint8_t first, std::uint8_t second) {
    return first == 0x10 && (second == 0x04 || second == 0x05 || second == 0x14);
}

void break_commands(WipedBytes& bytes) {
    constexpr std::uint8_t one_dot = 0x20;
    for (std::size_t i = 1; i < bytes.size(); ++i) {
        if (is_command_at_once(bytes[i - 1], bytes[i])) {
            bytes[i] |= one_dot;
        }
    }
}

}  // namespace

DotRows to_dots(const GreyPicture& picture, int head_dots) {
    DotRows dots;
    dots.bytes_a_row = static_cast<std::size_t>(head_dots + 7) / 8;
    dots.bytes.resize(dots.bytes_a_row * static_cast<std::size_t>(picture.height));
    const int used = std::min(picture.width, head_dots);
    const int left = (head_dots - used) / 2;
    for (int y = 0; y < picture.height; ++y) {
        const auto* from = picture.pixels.data() + static_cast<std::ptrdiff_t>(y) * picture.width;
        auto* row = dots.bytes.data() + static_cast<std::ptrdiff_t>(dots.bytes_a_row) * y;
        for (int x = 0; x < used; ++x) {
            const auto bit = static_cast<std::uint8_t>(0x80U >> static_cast<unsigned>((left + x) % 8));
            row[(left + x) / 8] |= from[x] < black_below ? bit : std::uint8_t{0};
        }
    }
    break_commands(dots.bytes);
    return dots;
}

std::vector<WipedBytes> encode_bands(const DotRows& dots, std::size_t rows_each) {
    std::vector<WipedBytes> bands;
    const std::size_t band_bytes = rows_each * dots.bytes_a_row;
    for (std::size_t at = 0; at < dots.bytes.size(); at += band_bytes) {
        const auto size = std::min(band_bytes, dots.bytes.size() - at);
        bands.push_back(encode_rows(BytesView(dots.bytes).subspan(at, size), dots.bytes_a_row));
    }
    return bands;
}

}  // namespace doorstep::devices
