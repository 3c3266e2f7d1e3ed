// Where frames come from: one seam over a V4L2 node, a video file, an MJPEG stream (cv::VideoCapture behind these) or a
// folder of pictures.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "device-drivers/usb/usb_names.hpp"
#include "vision/image/image.hpp"

namespace doorstep::devices {

enum class CameraError {
    Missing = 1,  // say "the camera is not connected"; try to open it again later
    Lost,         // close and open again: it was unplugged or its stream ended
    NoFrame,      // nothing new in that time: ask again, after some seconds treat it as Lost
};

// What is asked of a camera; it gives the nearest that it has. Files and streams are as they are.
struct CameraWishes {
    int width = 1280;
    int height = 720;
    std::optional<double> exposure{};  // in the camera's own unit; nothing: automatic
    std::optional<double> focus{};
    friend bool operator==(const CameraWishes&, const CameraWishes&) = default;
};
// Larger than any camera's picture: it gives the largest that it has.
constexpr CameraWishes largest_picture{7680, 4320};

// Who it is, for the device table. Texts may be empty.
struct CameraIdentity {
    std::string model;
    std::string serial;
    std::string transport;  // "usb:046d:0825:SERIAL /dev/video0", or the source's own name
};

// Thread-bound (a thread of its own reads ahead, so that the newest frame is given and never a queued one). While it
// lives the device is open; the destructor closes it, at the latest after the read in hand (3 s).
class FrameSource {
  public:
    virtual ~FrameSource() = default;
    // The newest frame not given before, at most `wait_ms` later. Lost, NoFrame.
    virtual Result<vision::Image> next(std::int64_t wait_ms) = 0;
    virtual CameraIdentity identity() const { return {}; }
    // True when other wishes would bring another picture: a camera, no file and no stream.
    virtual bool has_modes() const { return false; }
};

// Opens "usb:046d:0825" or "usb:046d:0825:SERIAL" (wherever that camera is plugged in), "/dev/videoN", "http://…", a
// video file, which is looped at its own speed, or a folder of JPEG and PNG pictures, shown one after another at
// usual_fps. Missing. At most 3 s.
Result<std::unique_ptr<FrameSource>> open_frame_source(const std::string& source, const CameraWishes& wishes,
                                                       const UsbFolders& usb = {});
// Frames a second of a folder of pictures.
constexpr double usual_fps = 15;

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::CameraError> {
    static constexpr std::string_view module = "camera";
    static std::string_view name(devices::CameraError e);
};
