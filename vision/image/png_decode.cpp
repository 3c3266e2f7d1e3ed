#include <png.h>

#include <cmath>
#include <cstring>

#include "vision/image/formats.hpp"

namespace doorstep::vision {
namespace {

std::uint32_t big_endian(BytesView bytes, std::size_t at) {
    return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 | std::uint32_t{bytes[at + 2]} << 8 |
           bytes[at + 3];
}

// What libpng's simple interface does not tell: whether the file has its end, and its resolution.
struct Chunks {
    bool complete = false;
    double dpi = 0;
};

Chunks walk_chunks(BytesView file) {
    constexpr std::size_t mark = 8;
    constexpr std::size_t overhead = 12;  // length, type, checksum
    constexpr double metre_in_inches = 39.3701;
    Chunks found;
    std::size_t at = mark;
    while (file.size() - at >= overhead) {
        const std::size_t length = big_endian(file, at);
        if (length > file.size() - at - overhead) {
            return found;
        }
        const auto type = as_text(file.subspan(at + 4, 4));
        if (type == "IEND") {
            found.complete = true;
            return found;
        }
        if (type == "pHYs" && length == 9 && file[at + 16] == 1) {
            // Rounded: 300 dpi is written as 11811 dots a metre.
            found.dpi = believable_dpi(std::round(big_endian(file, at + 8) / metre_in_inches));
        }
        at += overhead + length;
    }
    return found;
}

// Frees what libpng holds, whichever way the function is left.
struct PngImage {
    PngImage() { image.version = PNG_IMAGE_VERSION; }
    PngImage(const PngImage&) = delete;
    PngImage& operator=(const PngImage&) = delete;
    ~PngImage() { png_image_free(&image); }
    png_image image{};
};

}  // namespace

Result<Image> decode_png(BytesView file) {
    const Chunks chunks = walk_chunks(file);
    PngImage png;
    if (png_image_begin_read_from_memory(&png.image, file.data(), file.size()) == 0) {
        return Error(chunks.complete ? ImageError::Damaged : ImageError::Truncated, png.image.message);
    }
    if (png.image.width > static_cast<unsigned>(max_side) || png.image.height > static_cast<unsigned>(max_side)) {
        return ImageError::TooLarge;
    }
    const bool colour = (png.image.format & PNG_FORMAT_FLAG_COLOR) != 0;
    png.image.format = colour ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    // Scans of 16 bits are stored like those of 8, not as linear light.
    png.image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    DOORSTEP_TRY(auto image, Image::make(static_cast<int>(png.image.width), static_cast<int>(png.image.height),
                                         colour ? Colour::Rgb : Colour::Grey));
    const png_color white{255, 255, 255};
    if (png_image_finish_read(&png.image, &white, image.data(), 0, nullptr) == 0) {
        return Error(chunks.complete ? ImageError::Damaged : ImageError::Truncated, png.image.message);
    }
    if (!chunks.complete) {
        return ImageError::Truncated;
    }
    image.set_dpi(chunks.dpi);
    return image;
}

}  // namespace doorstep::vision
