// The decoders behind decode_image(); private to this folder.
#pragma once

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"
#include "vision/image/image.hpp"

namespace doorstep::vision {

// A JPEG file, upright. Errors as decode_image.
Result<Image> decode_jpeg(BytesView file);
// A PNG file. Errors as decode_image.
Result<Image> decode_png(BytesView file);
// A file's own resolution as dpi, or 0 when it is a placeholder (72 and below) or absurd.
double believable_dpi(double dpi);

}  // namespace doorstep::vision
