// A frame as the person sees it: small, mirrored like a looking-glass, as JPEG.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/error.hpp"
#include "protocol/messages/hub.pb.h"
#include "vision/image/image.hpp"

namespace doorstep::devices {

// Bound of a frame (DESIGN, Places); above it a coarser one is made.
constexpr std::size_t largest_preview_jpeg = std::size_t{256} << 10;

// `width` pixels wide (or the frame's own when that is smaller). ImageError::EncodeFailed, or TooLarge when even the
// coarsest is over the bound.
Result<wire::PreviewFrame> make_preview(const vision::Image& frame, int width);

}  // namespace doorstep::devices
