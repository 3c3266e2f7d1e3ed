#include "device-drivers/camera/frame_health.hpp"

#include <cmath>

namespace doorstep::devices {
namespace {

bool is_black(const vision::Image& frame) {
    constexpr std::size_t step = 37;  // prime: no column is looked at twice as often
    double sum = 0;
    double squares = 0;
    double count = 0;
    const auto pixels = frame.pixels();
    for (std::size_t i = 0; i < pixels.size(); i += step) {
        sum += pixels[i];
        squares += static_cast<double>(pixels[i]) * pixels[i];
        ++count;
    }
    const double mean = sum / count;
    return mean < black_mean && std::sqrt(std::max(0.0, squares / count - mean * mean)) < black_spread;
}

}  // namespace

FrameHealth FrameWatch::look(const vision::Image& frame, std::int64_t now_ms) {
    const Digest digest = sha256(frame.pixels());
    if (same_since_ < 0 || digest != last_) {
        same_since_ = now_ms;
        last_ = digest;
    }
    if (!is_black(frame)) {
        black_since_ = -1;
    } else if (black_since_ < 0) {
        black_since_ = now_ms;
    }
    if (black_since_ >= 0 && now_ms - black_since_ >= black_after_ms) {
        return FrameHealth::Black;
    }
    return now_ms - same_since_ >= frozen_after_ms ? FrameHealth::Frozen : FrameHealth::Good;
}

}  // namespace doorstep::devices
