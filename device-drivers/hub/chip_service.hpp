// The reader of chip cards as the kiosk sees it: what is in it stands in the device table, one read at a time for a
// session.
#pragma once

#include <string>

#include "device-drivers/hub/pending_answer.hpp"
#include "device-drivers/hub/worker_device.hpp"

namespace doorstep::devices {

// Thread-bound.
class ChipService {
  public:
    ChipService(EventLoop& loop, DeviceTable& table, WorkerDeviceSpec reader, HubOutput output, HubDelays delays);
    // Answers with what the card tells, or why it does not; FAULT_BUSY while another read is in hand.
    void read(const wire::ReadChip& request, AnswerTo answer);
    // Ends that session's read, which is answered FAULT_CANCELLED. True when there was one.
    bool cancel(const std::string& session);
    // As cancel; and a worker that has seen a card is replaced by a fresh one.
    void session_ended(const std::string& session);

  private:
    void take(const wire::WorkerMessage& message);
    void answer_read(wire::HubReply reply);
    void overdue();

    DeviceTable& table_;
    const std::string id_;
    const HubOutput output_;
    const HubDelays delays_;
    PendingAnswer read_;
    std::string used_by_;  // the session whose card the worker has seen; empty: nobody's
    WorkerDevice reader_;
};

}  // namespace doorstep::devices
