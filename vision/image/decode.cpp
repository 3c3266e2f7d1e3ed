#include "vision/image/decode.hpp"

#include <string_view>

#include "vision/image/formats.hpp"

namespace doorstep::vision {
namespace {

constexpr std::string_view jpeg_mark = "\xFF\xD8\xFF";
constexpr std::string_view png_mark = "\x89PNG\r\n\x1A\n";

}  // namespace

double believable_dpi(double dpi) {
    constexpr double placeholder = 72.0;
    constexpr double densest = 4800.0;
    return dpi > placeholder + 0.5 && dpi <= densest ? dpi : 0.0;
}

Result<Image> decode_image(BytesView file) {
    if (file.size() > max_file_bytes) {
        return ImageError::TooLarge;
    }
    const auto text = as_text(file);
    if (text.starts_with(jpeg_mark)) {
        return decode_jpeg(file);
    }
    if (text.starts_with(png_mark)) {
        return decode_png(file);
    }
    return ImageError::NotAnImage;
}

}  // namespace doorstep::vision
