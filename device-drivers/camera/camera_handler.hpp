// doorstep-worker-camera: preview frames and looks at faces; the device is open only between open and close.
#pragma once

#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>

#include "device-drivers/camera/face_look.hpp"
#include "device-drivers/camera/frame_health.hpp"
#include "device-drivers/camera/frame_source.hpp"
#include "device-drivers/worker/run_worker.hpp"
#include "vision/face/face_engine.hpp"

namespace doorstep::devices {

// All waits, in milliseconds. Tests may shorten them.
struct CameraDelays {
    std::int64_t frame_within = 1000;  // one wait for a frame, so that a cancel is heard
    std::int64_t lost_after = 4000;    // without any frame
    std::int64_t reopen_every = 2000;  // while the preview is on and the camera is gone
    std::int64_t hint_every = 400;     // the same hint again
    std::int64_t still_within = 6000;  // a picture that shows something, after the mode was changed
    std::int64_t settle = 700;         // exposure and focus find themselves anew in another mode
    std::int64_t cancel_heard = 50;    // while the models are still being loaded
    std::int64_t measure = 1800;       // a self-test: exposure settles, a frozen camera is seen to be one
};

// How a source is opened; tests give frames of their own.
using OpenSource = std::function<Result<std::unique_ptr<FrameSource>>(const std::string&, const CameraWishes&)>;

inline Result<std::unique_ptr<FrameSource>> open_source_now(const std::string& source, const CameraWishes& wishes) {
    return open_frame_source(source, wishes);
}

// Thread-bound.
class CameraHandler final : public WorkerHandler {
  public:
    explicit CameraHandler(OpenSource open = open_source_now, CameraDelays delays = {})
        : open_source_(std::move(open)), delays_(delays) {}
    void message(const wire::WorkerMessage& message, WorkerLink& link) override;
    void tick(WorkerLink& link) override;
    std::int64_t tick_every_ms() const override;

  private:
    void configure(const wire::WorkerConfigure& configure);
    bool await_engine(std::uint64_t job, const WorkerLink& link);
    bool open(WorkerLink& link);
    void capture(const wire::WorkerCapture& order, WorkerLink& link);
    Result<vision::Image> still(const wire::WorkerCapture& order, WorkerLink& link);
    Result<vision::Image> next_good(std::uint64_t job, WorkerLink& link);
    void measure(WorkerLink& link);
    void close(WorkerLink& link);
    void set_preview(const wire::WorkerPreview& preview);
    void verify(const wire::WorkerVerify& order, WorkerLink& link);
    void enrol(const wire::WorkerEnrol& order, WorkerLink& link);
    wire::FaultCode look(std::uint64_t job, std::uint32_t seconds, const vision::FaceLimits& limits, WorkerLink& link,
                         const std::function<bool(const FrameJudgement&)>& add);
    Result<vision::Image> frame(WorkerLink& link);
    Result<FrameJudgement> judge(const vision::Image& image, const vision::FaceLimits& limits);
    void hint(std::uint64_t job, const FrameJudgement& frame, wire::FaultCode health, WorkerLink& link);
    void show(const vision::Image& image, WorkerLink& link);
    void lost(WorkerLink& link);

    const OpenSource open_source_;
    const CameraDelays delays_;
    std::string source_name_;
    CameraWishes wishes_;
    std::filesystem::path spool_;
    vision::FaceThresholds thresholds_;
    // Loaded beside all else: a worker that comes back after a death shows pictures before it can compare faces.
    std::future<Result<vision::FaceEngine>> loading_;
    std::optional<vision::FaceEngine> engine_;
    std::unique_ptr<FrameSource> source_;
    FrameWatch watch_;
    FrameHealth health_ = FrameHealth::Good;
    std::int64_t last_frame_ = 0;
    std::int64_t last_open_ = 0;
    bool preview_ = false;
    std::int64_t preview_every_ = 100;
    int preview_width_ = 640;
    std::int64_t last_preview_ = 0;
    std::string last_hint_;
    std::int64_t last_hint_at_ = 0;
};

}  // namespace doorstep::devices
