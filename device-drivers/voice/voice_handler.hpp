// The voice worker's answers to the hub: listens from the order to record until it is stopped, and no longer.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "device-drivers/worker/run_worker.hpp"
#include "sound/microphone.hpp"
#include "sound/sound.hpp"

namespace doorstep::devices {

// See WorkerHandler. WorkerOpen.device is an address of sound::Microphone; it is opened for a moment and closed again,
// so that a self-test knows whether it is there.
class VoiceHandler final : public WorkerHandler {
  public:
    void message(const wire::WorkerMessage& message, WorkerLink& link) override;
    // The next tenth of a second of a recording.
    void tick(WorkerLink& link) override;
    std::int64_t tick_every_ms() const override { return microphone_ ? 0 : -1; }

  private:
    void open(const std::string& address, WorkerLink& link);
    void record(const wire::WorkerRecordVoice& order, WorkerLink& link);
    void finish(WorkerLink& link);
    void throw_away(WorkerLink& link);
    void fail(wire::FaultCode fault, WorkerLink& link);
    void close(WorkerLink& link);

    std::string address_;
    std::filesystem::path spool_;
    std::unique_ptr<sound::Microphone> microphone_;  // open: a recording is under way
    wire::WorkerRecordVoice order_;
    sound::Sound said_;
};

}  // namespace doorstep::devices
