// The photo of a card that was read, by a vendor's plug-in in a worker. A missing photo is a normal answer.
#pragma once

#include <functional>
#include <string>

#include "device-drivers/hub/hub_output.hpp"
#include "device-drivers/worker/worker_process.hpp"

namespace doorstep::devices {

// Thread-bound.
class PhotoService {
  public:
    PhotoService(EventLoop& loop, WorkerSpec worker, HubDelays delays, WorkerDelays worker_delays = {});
    ~PhotoService() { loop_.cancel(deadline_); }
    PhotoService(const PhotoService&) = delete;
    PhotoService& operator=(const PhotoService&) = delete;
    // The JPEG, or nothing, within HubDelays.photo; one at a time, a second one gets nothing at once.
    void decode(BytesView wlt, std::function<void(std::string jpeg)> done);
    // A fresh process, if this one has seen a face.
    void forget();

  private:
    void take(const wire::WorkerMessage& message);
    void finish(std::string jpeg);

    EventLoop& loop_;
    const HubDelays delays_;
    std::function<void(std::string)> done_;
    std::uint64_t job_ = 0;
    EventLoop::TimerId deadline_ = 0;
    bool used_ = false;
    WorkerProcess process_;
};

}  // namespace doorstep::devices
