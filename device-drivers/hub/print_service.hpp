// Print jobs: one after another, followed to their end, cancelled with their session (SECURITY 24).
#pragma once

#include <deque>
#include <optional>

#include "device-drivers/hub/worker_device.hpp"

namespace doorstep::devices {

constexpr std::size_t largest_paper = std::size_t{4} << 20;
// Papers of one session that may wait: receipt, sheets of a large household.
constexpr std::size_t most_waiting_papers = 16;
constexpr std::uint32_t most_copies = 5;

// Thread-bound.
class PrintService {
  public:
    PrintService(EventLoop& loop, DeviceTable& table, WorkerDeviceSpec printer, HubOutput output, HubDelays delays);
    ~PrintService() { loop_.cancel(cancel_deadline_); }
    PrintService(const PrintService&) = delete;
    PrintService& operator=(const PrintService&) = delete;
    // Queues a paper: FAULT_TOO_LARGE, FAULT_BAD_REQUEST (no PDF, too many copies), FAULT_BUSY (queue full) or the
    // printer's fault when its worker is not there.
    void print(const wire::Print& print, AnswerTo answer);
    // True when that job was waiting or in hand; its JobState comes.
    bool cancel(const std::string& session, std::uint64_t job);
    // See WorkerDevice::probe.
    void probe(std::function<void()> done) { printer_.probe(std::move(done)); }
    // Cancels what the session has left in queue and printer, silently, and gives the worker a fresh process.
    void session_ended(const std::string& session);

  private:
    struct Job {
        std::uint64_t number = 0;
        std::string session;
        WipedBytes pdf;
        std::uint32_t copies = 1;
        bool both_sides = false;
        bool cancelled = false;
        bool orphaned = false;
        std::uint32_t pages = 0;
        wire::JobState::State told = wire::JobState::RUNNING;
        wire::FaultCode told_fault = wire::FAULT_NONE;
    };
    void pump();
    bool send_job(const Job& job);
    void send_cancel();
    void cancel_overdue();
    void take(const wire::WorkerMessage& message);
    void tell_change(const wire::JobState& state);
    void tell_waiting(Job& job) const;
    void worker_ended();
    void renew_when_used();
    void finish(wire::JobState::State state, wire::FaultCode fault);
    void tell(const Job& job, wire::JobState::State state, wire::FaultCode fault) const;

    WorkerDevice printer_;
    EventLoop& loop_;
    const HubOutput output_;
    const HubDelays delays_;
    std::deque<Job> waiting_;
    std::optional<Job> job_;  // in the worker's hands
    EventLoop::TimerId cancel_deadline_ = 0;
    bool used_ = false;  // the worker has seen something of a session
};

}  // namespace doorstep::devices
