// Pictures in black and white as a thermal head prints them. Pure; reentrant.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/wiped_bytes.hpp"

namespace doorstep::devices {

// Grey values row by row without gaps, 0 is black.
struct GreyPicture {
    int width = 0;
    int height = 0;
    WipedBytes pixels;
};

// Rows of dots, eight a byte, most significant bit left, 1 is black; rows begin at a byte.
struct DotRows {
    std::size_t bytes_a_row = 0;
    WipedBytes bytes;
    std::size_t rows() const { return bytes_a_row == 0 ? 0 : bytes.size() / bytes_a_row; }
    friend bool operator==(const DotRows&, const DotRows&) = default;
};

// Black where darker than the threshold: text and codes stay sharp, which they do not when greys are mixed of dots.
// `head_dots`: as wide as the head; a narrower picture stands in the middle, what a wider one has more is cut off on
// the right. A pair of bytes that a printer would take for a command at once, even inside a picture, is told apart from
// one by a single dot more.
DotRows to_dots(const GreyPicture& picture, int head_dots);

// The picture in commands of at most `rows_each` rows.
std::vector<WipedBytes> encode_bands(const DotRows& dots, std::size_t rows_each);

}  // namespace doorstep::devices
