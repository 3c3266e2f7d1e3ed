// Pictures to bytes. The bytes show what the picture shows, so they are wiped too.
#pragma once

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"
#include "vision/image/image.hpp"

namespace doorstep::vision {

// 90 keeps the strokes of small print clean; a page of A4 at 200 dpi is then about 600 KiB.
constexpr int default_jpeg_quality = 90;

// A baseline JPEG with the image's dpi in its JFIF header. quality is taken into 1–100. EncodeFailed when libjpeg
// cannot.
Result<WipedBytes> encode_jpeg(const Image& image, int quality = default_jpeg_quality);
// A lossless PNG with the image's dpi in pHYs. EncodeFailed when libpng cannot.
Result<WipedBytes> encode_png(const Image& image);

}  // namespace doorstep::vision
