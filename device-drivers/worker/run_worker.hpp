// The worker's side: one main() for every worker program. A worker does one job at a time, holds nothing of a person
// between jobs and ends when the hub's descriptor closes.
//
//   class ScanHandler : public WorkerHandler { … };
//   int main() { ScanHandler handler; return run_worker("doorstep-worker-scan", handler); }
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "protocol/messages/worker.pb.h"

namespace doorstep::devices {

// The line to the hub as a handler sees it. Thread-safe.
class WorkerLink {
  public:
    virtual ~WorkerLink() = default;
    // Sends to the hub; dropped when the hub has gone. Waits while the hub does not read (then this process is about
    // to be killed anyway).
    virtual void send(const wire::WorkerMessage& message) = 0;
    // True once the hub cancelled that job (or has gone): stop as soon as the device allows and answer CANCELLED.
    virtual bool cancelled(std::uint64_t job) const = 0;
    // Device state in one call; see WorkerStatus.
    void send_status(wire::Device::State state, wire::FaultCode fault = wire::FAULT_NONE,
                     const wire::WorkerStatus& details = {});
    // State of a job in one call; `pages` so far.
    void send_job(std::uint64_t job, wire::JobState::State state, wire::FaultCode fault = wire::FAULT_NONE,
                  std::uint32_t pages = 0);
};

// What a device's worker does. All calls come on the process's main thread, one after another.
class WorkerHandler {
  public:
    virtual ~WorkerHandler() = default;
    // Each message but ping and cancel, which the framework answers (cancel: cancelled() is true at once, in the
    // middle of a job). May take as long as its job does, but the hub kills a worker that says nothing for longer
    // than the job's deadline: send progress. A job that is not for this worker must be answered with a failed
    // JobState (BAD_REQUEST).
    virtual void message(const wire::WorkerMessage& message, WorkerLink& link) = 0;
    // Called when no message waits and `tick_every_ms` have passed since the last call; for preview frames and for
    // watching a device's presence.
    virtual void tick(WorkerLink& /*link*/) {}
    // Milliseconds between ticks; -1: no ticks. Asked anew each round.
    virtual std::int64_t tick_every_ms() const { return -1; }
};

struct WorkerLimits {
    // A worker larger than this ends itself (exit code 3) and is started anew: a leak in a device library must not
    // take the kiosk's memory.
    std::size_t largest_resident_mib = 512;
    // No file larger than this, so that a mad backend cannot fill the tmpfs.
    std::size_t largest_file_mib = 64;
    // When the hub has gone (its descriptor closed, cancelled() is true) the job in hand has that long to stop; then
    // the process exits in the middle of it.
    std::int64_t end_grace_ms = 500;
    // A worker whose device goes on by itself (a printer) outlives a killed hub by that grace, to call its job back
    // (SECURITY 24). All others die with the hub at once.
    bool uses_grace_after_kill = false;
};

// Runs until the hub closes descriptor 3; returns main()'s exit code: 0 ended by the hub, 2 not started by a hub, 4 the
// hub's bytes made no sense. Makes the process undumpable and bound to the hub's life (PR_SET_PDEATHSIG); when a job
// hangs while the hub goes, the process exits all the same within WorkerLimits.end_grace_ms.
int run_worker(std::string_view name, WorkerHandler& handler, WorkerLimits limits = {});

}  // namespace doorstep::devices
