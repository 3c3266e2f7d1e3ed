// Straightens scanned pages one after another in the page worker. A page that kills the worker twice goes on without a
// straightened picture: what was scanned is never lost.
#pragma once

#include <deque>
#include <functional>
#include <memory>

#include "device-drivers/hub/hub_output.hpp"
#include "device-drivers/worker/worker_process.hpp"

namespace doorstep::devices {

// Tries of one page.
constexpr int page_attempts = 2;

// Thread-bound.
class PagePipeline {
  public:
    // `done` gets each page, in the order they were added.
    PagePipeline(EventLoop& loop, WorkerSpec worker, HubDelays delays,
                 std::function<void(const wire::ScannedPage&)> done, WorkerDelays worker_delays = {});
    // A page with its original; `session` names the spool folder.
    void add(const std::string& session, const wire::ScannedPage& page);
    // Pages not yet done.
    std::size_t waiting() const { return waiting_.size(); }
    // Forgets all and starts a fresh worker: the session has ended.
    void forget();

  private:
    struct Entry {
        std::string session;
        wire::ScannedPage page;
        int attempts = 0;
    };
    void pump();
    void take(const wire::WorkerMessage& message);
    void ended();
    void give_up();
    void finish(wire::ScannedPage page);

    const HubDelays delays_;
    const std::function<void(const wire::ScannedPage&)> done_;
    std::deque<Entry> waiting_;
    bool in_hand_ = false;
    WorkerProcess process_;
};

}  // namespace doorstep::devices
