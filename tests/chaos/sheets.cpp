#include "tests/chaos/sheets.hpp"

#include <algorithm>

namespace doorstep::chaos {
namespace {

using emulators::Picture;
using emulators::Size;

// 28 squares in four columns and seven rows: 20 bits of number, 8 of check sum.
constexpr int columns = 4;
constexpr int rows = 7;
constexpr Size sheet{620, 877};  // A4 at 75 dpi
constexpr unsigned check_bits = 8;
constexpr std::uint8_t white = 245;
constexpr std::uint8_t black = 15;

// So that neighbouring numbers differ in many squares, and a blank page is no sheet.
unsigned check_of(unsigned number) {
    constexpr unsigned of_zero = 0xA5;
    return ((number * 2654435761U >> 13U) & 0xFFU) ^ of_zero;
}

bool bit(unsigned code, int at) {
    return (code >> static_cast<unsigned>(at) & 1U) != 0;
}

}  // namespace

Picture draw_sheet(unsigned number) {
    const unsigned code = number << check_bits | check_of(number);
    Picture picture(sheet, {white, white, white});
    for (int y = 0; y < sheet.height; ++y) {
        for (int x = 0; x < sheet.width; ++x) {
            const int at = y * rows / sheet.height * columns + x * columns / sheet.width;
            std::fill_n(picture.row(y) + static_cast<std::ptrdiff_t>(x) * 3, 3, bit(code, at) ? black : white);
        }
    }
    return picture;
}

std::optional<unsigned> read_sheet(const Picture& picture) {
    const auto size = picture.size();
    constexpr int threshold = 128;
    unsigned code = 0;
    for (int at = 0; at < rows * columns; ++at) {
        const int y = (2 * (at / columns) + 1) * size.height / (2 * rows);
        const int x = (2 * (at % columns) + 1) * size.width / (2 * columns);
        const auto* pixel = picture.row(y) + static_cast<std::ptrdiff_t>(x) * 3;
        const bool dark = pixel[0] + pixel[1] + pixel[2] < 3 * threshold;
        code |= dark ? 1U << static_cast<unsigned>(at) : 0U;
    }
    const unsigned number = code >> check_bits;
    return (code & 0xFFU) == check_of(number) ? std::optional(number) : std::nullopt;
}

}  // namespace doorstep::chaos
