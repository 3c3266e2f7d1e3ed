// Where frames come from: one seam over a V4L2 node, a video file or an MJPEG stream (cv::VideoCapture behind it).
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/error.hpp"
#include "vision/image/image.hpp"

namespace doorstep::devices {

enum class CameraError {
    Missing = 1,  // say "the camera is not connected"; try to open it again later
    Lost,         // close and open again: it was unplugged or its stream ended
    NoFrame,      // nothing new in that time: ask again, after some seconds treat it as Lost
};

// Thread-bound (a thread of its own reads ahead, so that the newest frame is given and never a queued one). While it
// lives the device is open; the destructor closes it, at the latest after the read in hand (3 s).
class FrameSource {
  public:
    virtual ~FrameSource() = default;
    // The newest frame not given before, at most `wait_ms` later. Lost, NoFrame.
    virtual Result<vision::Image> next(std::int64_t wait_ms) = 0;
};

// Opens "/dev/videoN", "http://…" or a file, which is looped at its own speed. Missing. At most 3 s.
Result<std::unique_ptr<FrameSource>> open_frame_source(const std::string& source);

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::CameraError> {
    static constexpr std::string_view module = "camera";
    static std::string_view name(devices::CameraError e);
};
