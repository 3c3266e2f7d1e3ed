// The microphone: one recording of one session at a time, the device closed before and after (SECURITY 25).
#pragma once

#include <optional>
#include <string>

#include "device-drivers/hub/hub_output.hpp"
#include "device-drivers/hub/spool.hpp"
#include "device-drivers/hub/worker_device.hpp"

namespace doorstep::devices {

constexpr std::uint32_t default_voice_seconds = 180;
// Nobody says more at a kiosk; the file stays below 4 MiB.
constexpr std::uint32_t longest_voice_seconds = 600;

// Thread-bound.
class VoiceService {
  public:
    VoiceService(EventLoop& loop, DeviceTable& table, WorkerDeviceSpec microphone, const Spool& spool, HubOutput output,
                 HubDelays delays);
    // Answers with the job: FAULT_BUSY while there is one, FAULT_DISK_FULL, FAULT_UNAVAILABLE,
    // FAULT_MICROPHONE_MISSING.
    void record(const wire::RecordVoice& request, const AnswerTo& answer);
    // What was said until now counts: VoiceRecording and the job's end come. FAULT_BAD_REQUEST for another job.
    void stop(const wire::StopVoice& request, const AnswerTo& answer);
    // True when that job was in hand: it is thrown away and its end told.
    bool cancel(const std::string& session, std::uint64_t job);
    // See WorkerDevice::probe.
    void probe(std::function<void()> done) { microphone_.probe(std::move(done)); }
    // What is being said is thrown away; a fresh worker when the session used it.
    void session_ended(const std::string& session);

  private:
    struct Job {
        std::uint64_t number = 0;
        std::string session;
    };
    bool is(const std::string& session, std::uint64_t job) const;
    void take(const wire::WorkerMessage& message);
    void take_recording(const wire::VoiceRecording& recording);
    void end(wire::JobState::State state, wire::FaultCode fault);

    const Spool& spool_;
    const HubOutput output_;
    const HubDelays delays_;
    std::optional<Job> job_;
    std::string used_by_;  // the session of which the worker has heard something
    WorkerDevice microphone_;
};

}  // namespace doorstep::devices
