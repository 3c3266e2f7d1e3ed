// The reader of chip cards as the kiosk sees it: what is in it stands in the device table, one read at a time for a
// session.
#pragma once

#include <optional>
#include <string>

#include "device-drivers/hub/worker_device.hpp"

namespace doorstep::devices {

// Thread-bound.
class ChipService {
  public:
    ChipService(EventLoop& loop, DeviceTable& table, WorkerDeviceSpec reader, HubOutput output, HubDelays delays);
    ~ChipService();
    ChipService(const ChipService&) = delete;
    ChipService& operator=(const ChipService&) = delete;
    // Answers with what the card tells, or why it does not; FAULT_BUSY while another read is in hand.
    void read(const wire::ReadChip& request, AnswerTo answer);
    // Ends that session's read, which is answered FAULT_CANCELLED. True when there was one.
    bool cancel(const std::string& session);
    // As cancel; and a worker that has seen a card is replaced by a fresh one.
    void session_ended(const std::string& session);

  private:
    struct Read {
        std::uint64_t number = 0;
        std::string session;
        AnswerTo answer;
    };
    void take(const wire::WorkerMessage& message);
    void answer_read(wire::HubReply reply);
    void overdue();

    EventLoop& loop_;
    DeviceTable& table_;
    const std::string id_;
    const HubOutput output_;
    const HubDelays delays_;
    std::optional<Read> read_;
    std::string used_by_;  // the session whose card the worker has seen; empty: nobody's
    EventLoop::TimerId deadline_ = 0;
    WorkerDevice reader_;
};

}  // namespace doorstep::devices
