// Pictures from outside bytes: JPEG (turned upright by its EXIF tag) and PNG, and nothing else.
#pragma once

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"
#include "vision/image/image.hpp"

namespace doorstep::vision {

// The upright picture in a JPEG or PNG file. Grey files stay grey, all others become RGB; transparency is laid on
// white. dpi comes from JFIF or pHYs; 72 counts as unknown, for cameras and editors write it without meaning it.
// Errors: NotAnImage, Truncated, Damaged, TooLarge, Unsupported. Bounded: at most max_file_bytes in, max_pixels out,
// at most 100 scans of a progressive JPEG. Reentrant.
Result<Image> decode_image(BytesView file);

}  // namespace doorstep::vision
