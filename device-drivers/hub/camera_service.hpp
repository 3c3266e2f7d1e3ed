// The camera: preview and face looks for one session at a time, node closed whenever neither runs (SECURITY 25).
#pragma once

#include <functional>
#include <string>

#include "device-drivers/hub/pending_answer.hpp"
#include "device-drivers/hub/worker_device.hpp"

namespace doorstep::devices {

constexpr std::uint32_t default_look_seconds = 8;
constexpr std::uint32_t longest_look_seconds = 30;
// Bound of one preview frame; a larger one is dropped.
constexpr std::size_t largest_preview = std::size_t{256} << 10;
// Values of one descriptor, and descriptors of one person that a comparison takes.
constexpr int descriptor_values = 128;
constexpr int most_descriptors = 16;

// How the preview is made.
struct PreviewSettings {
    std::uint32_t rate = 10;
    std::uint32_t width = 640;
};

// Thread-bound.
class CameraService {
  public:
    CameraService(EventLoop& loop, DeviceTable& table, WorkerDeviceSpec camera, PreviewSettings preview,
                  HubOutput output, HubDelays delays);
    ~CameraService() { loop_.cancel(measure_deadline_); }
    CameraService(const CameraService&) = delete;
    CameraService& operator=(const CameraService&) = delete;
    // Frames to the session's client from now on; FAULT_BUSY while another session has the camera.
    void start_preview(const std::string& session, AnswerTo answer);
    // Always answers done.
    void stop_preview(const std::string& session, AnswerTo answer);
    // Answers with the outcome; FAULT_BAD_REQUEST for a template that is none.
    void verify(const wire::FaceVerify& request, AnswerTo answer);
    // Answers with the template.
    void enrol(const wire::FaceEnrol& request, AnswerTo answer);
    // Answers with the picture in the session's spool folder; FAULT_BAD_REQUEST while its preview is not on.
    void capture(const wire::Capture& request, AnswerTo answer);
    // Ends the session's look or capture: it is answered FAULT_CANCELLED. True when there was one.
    bool cancel_look(const std::string& session);
    // Opens the node for a moment and has a few frames measured, unless somebody looks through it; the numbers go into
    // the table. Says when it is done, at once when somebody begins to look meanwhile.
    void probe(std::function<void()> done);
    // Preview off, look cancelled, node closed, fresh worker.
    void session_ended(const std::string& session);

  private:
    bool taken_by_other(const std::string& session) const;
    void look(const std::string& session, std::uint32_t seconds, wire::WorkerMessage order, AnswerTo answer);
    void take(const wire::WorkerMessage& message);
    void measure();
    void end_measuring(wire::CameraFacts facts = {});
    void take_picture(const wire::ScannedPage& page);
    void worker_ended();
    void answer_look(wire::HubReply reply);
    void order_preview(bool on);
    void close_when_unused();
    void overdue();

    EventLoop& loop_;
    DeviceTable& table_;
    const PreviewSettings preview_settings_;
    const HubOutput output_;
    const HubDelays delays_;
    std::string preview_for_;         // session; empty: off
    PendingAnswer look_;              // or a capture
    bool used_ = false;               // the worker has seen something of a session
    std::function<void()> measured_;  // who waits for a self-test's numbers
    EventLoop::TimerId measure_deadline_ = 0;
    WorkerDevice camera_;
};

}  // namespace doorstep::devices
