#include "device-drivers/camera/preview.hpp"

#include <algorithm>
#include <array>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "vision/image/encode.hpp"

namespace doorstep::devices {
namespace {

Result<vision::Image> mirrored_small(const vision::Image& frame, int width) {
    const int height = std::max(1, frame.height() * width / frame.width());
    DOORSTEP_TRY(vision::Image small, vision::Image::make(width, height, frame.colour()));
    const int type = frame.colour() == vision::Colour::Grey ? CV_8UC1 : CV_8UC3;
    // The header only looks; OpenCV has no read-only view.
    const cv::Mat from(frame.height(), frame.width(), type, const_cast<std::uint8_t*>(frame.data()), frame.stride());
    cv::Mat to(height, width, type, small.data(), small.stride());
    try {
        cv::resize(from, to, to.size(), 0, 0, cv::INTER_AREA);
        cv::flip(to, to, 1);
    } catch (const cv::Exception&) {
        return vision::ImageError::EncodeFailed;
    }
    return small;
}

}  // namespace

Result<wire::PreviewFrame> make_preview(const vision::Image& frame, int width) {
    DOORSTEP_TRY(const vision::Image small, mirrored_small(frame, std::clamp(width, 16, frame.width())));
    for (const int quality : {75, 50, 25}) {
        DOORSTEP_TRY(const WipedBytes jpeg, vision::encode_jpeg(small, quality));
        if (jpeg.size() <= largest_preview_jpeg) {
            wire::PreviewFrame preview;
            preview.set_jpeg(jpeg.data(), jpeg.size());
            preview.set_width(static_cast<std::uint32_t>(small.width()));
            preview.set_height(static_cast<std::uint32_t>(small.height()));
            return preview;
        }
    }
    return vision::ImageError::TooLarge;
}

}  // namespace doorstep::devices
