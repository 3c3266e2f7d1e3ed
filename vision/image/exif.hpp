// The one fact of EXIF that we need: which way up a camera was held.
#pragma once

#include "base/wiped_bytes.hpp"
#include "vision/image/image.hpp"

namespace doorstep::vision {

// The orientation tag (1–8) of an APP1 segment's content ("Exif\0\0", then TIFF); 1 (upright) when there is none or the
// segment is nonsense: a wrong note about the picture is no reason to refuse the picture.
int exif_orientation(BytesView app1);

// The upright picture for an orientation tag; 2, 4, 5 and 7 are mirrored, values outside 1–8 change nothing.
Image upright(Image image, int orientation);

}  // namespace doorstep::vision
