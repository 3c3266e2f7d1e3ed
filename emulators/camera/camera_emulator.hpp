// A camera as a stream of JPEG frames over HTTP, which cv::VideoCapture opens by its URL.
#pragma once

#include <memory>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "emulators/camera/clip.hpp"
#include "emulators/control/emulator.hpp"

namespace doorstep::emulators {

struct CameraOptions {
    HostPort listen;
    std::filesystem::path clips;  // folder that names are looked up in
    ClipSettings clip;
    int frames_per_second = 15;
};

// Runs on threads of its own until destroyed; functions are thread-safe. Starts with a covered lens.
class CameraEmulator {
  public:
    // Binds; CannotListen when the port is taken.
    static Result<std::unique_ptr<CameraEmulator>> start(const CameraOptions& options);
    virtual ~CameraEmulator() = default;
    // "http://127.0.0.1:PORT/stream"
    virtual std::string url() const = 0;
    // One order: {"do": "show", "files": [...]} | black | frozen (the same frame for ever) | stall (connected, no
    // frame comes) | off (streams end, none opens) | on (the last clip again) | status. Open streams follow at once.
    virtual Result<nlohmann::json> order(const nlohmann::json& what) = 0;
};

}  // namespace doorstep::emulators
