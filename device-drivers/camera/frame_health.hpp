// Whether the camera shows anything: black (lens covered) and frozen (the same frame again and again) told apart from
// a still person, who never gives the same pixels twice.
#pragma once

#include <cstdint>

#include "base/digest.hpp"
#include "vision/image/image.hpp"

namespace doorstep::devices {

enum class FrameHealth { Good, Black, Frozen };

// No pixel row brighter than this on average, and hardly any difference: the lens is covered.
constexpr double black_mean = 10;
constexpr double black_spread = 6;
// So long must it last before it is said.
constexpr std::int64_t black_after_ms = 500;
constexpr std::int64_t frozen_after_ms = 1500;

// Thread-bound.
class FrameWatch {
  public:
    // The next frame and when it came (milliseconds, only forward).
    FrameHealth look(const vision::Image& frame, std::int64_t now_ms);
    // The camera was opened anew.
    void reset() { *this = {}; }

  private:
    Digest last_{};
    std::int64_t same_since_ = -1;
    std::int64_t black_since_ = -1;
};

}  // namespace doorstep::devices
