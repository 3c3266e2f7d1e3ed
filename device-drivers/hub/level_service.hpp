// Light of the screen or sound of the loudspeaker: set for a session, back when it ends at the percent that was
// configured or, since then, set to last.
#pragma once

#include <string>

#include "device-drivers/hub/pending_answer.hpp"
#include "device-drivers/hub/worker_device.hpp"

namespace doorstep::devices {

// Thread-bound.
class LevelService {
  public:
    // `percent`: how it is for each person at first; set whenever the device comes up.
    LevelService(EventLoop& loop, DeviceTable& table, WorkerDeviceSpec device, std::uint32_t percent, HubOutput output,
                 HubDelays delays);
    // Answers with the percent that the device took; FAULT_BAD_REQUEST over 100, FAULT_BUSY while one is being set. One
    // that is to last stays from then on, whatever becomes of the session.
    void set(const wire::SetLevel& request, AnswerTo answer);
    // Back to the first percent when that session has set another one.
    void session_ended(const std::string& session);

  private:
    bool order(std::uint32_t percent, std::uint64_t number);
    void take(const wire::WorkerMessage& message);
    void overdue();

    DeviceTable& table_;
    const std::string id_;
    std::uint32_t first_percent_;  // of each session
    const HubOutput output_;
    const HubDelays delays_;
    std::uint32_t percent_;  // as it should be
    std::string set_by_;     // session; empty: nobody
    PendingAnswer wish_;
    WorkerDevice device_;
};

}  // namespace doorstep::devices
