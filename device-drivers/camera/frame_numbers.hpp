// A frame in two numbers, for a self-test: how light it is and how sharp. The picture itself goes nowhere (SECURITY
// 25). Reentrant.
#pragma once

#include <cstdint>

#include "vision/image/image.hpp"

namespace doorstep::devices {

struct FrameNumbers {
    std::uint32_t light = 0;      // mean of all pixels, of 255
    std::uint32_t sharpness = 0;  // 99th percentile of the steps between neighbours, across and down, of 255
};
FrameNumbers measure_frame(const vision::Image& frame);

}  // namespace doorstep::devices
