// A kiosk's line to the hub: asks and waits, and keeps what is told unasked so that several threads can each wait for
// their own. Thread-safe.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "protocol/messages/hub.pb.h"
#include "protocol/rpc_client.hpp"

namespace doorstep::rig {

// What was told of one job so far, in the order it came.
struct JobStory {
    std::vector<wire::ScannedPage> pages;
    std::vector<wire::JobState> states;
    bool page_after_end = false;
    // The state that ended it; nullptr while it goes on.
    const wire::JobState* end() const;
};

class HubLine {
  public:
    // `heard` is called for each event on the line's own thread; it must not block.
    HubLine(const std::string& address, std::function<void(const wire::HubEvent&)> heard);

    // FAULT_TIMEOUT when no answer came within the time, FAULT_UNAVAILABLE at once when the hub fell silent meanwhile.
    wire::HubReply ask(const wire::HubRequest& request, std::int64_t within_ms = 20'000);
    // Events of devices and card from now on, also after the hub fell silent and came back.
    bool watch();
    // How often the hub fell silent; sessions opened before are gone then.
    int losses() const { return losses_; }

    // Waits until `done` says yes to the story of that job; false when the time was over or stop_waiting was called.
    bool wait_job(std::uint64_t job, const std::function<bool(const JobStory&)>& done, std::int64_t within_ms);
    // A copy of what is known of the job.
    JobStory story(std::uint64_t job);
    // The story is not needed any more.
    void forget(std::uint64_t job);
    // As the table was told last; an empty one for an unknown id.
    wire::Device device(const std::string& id);
    // Preview frames so far; waits for `more` than that.
    std::uint64_t frames();
    bool wait_until(const std::function<bool()>& done, std::int64_t within_ms);
    // Wakes whoever waits, so that conditions are looked at again.
    void wake();

  private:
    void hear(const std::string& payload);
    void link(bool up);

    const std::function<void(const wire::HubEvent&)> heard_;
    std::mutex mutex_;
    std::condition_variable came_;
    std::map<std::uint64_t, JobStory> jobs_;
    std::map<std::string, wire::Device> devices_;
    std::uint64_t frames_ = 0;
    std::atomic<int> losses_ = 0;
    std::atomic<bool> watching_ = false;
    std::unique_ptr<protocol::RpcClient> client_;  // last: hears only when all else is there
};

}  // namespace doorstep::rig
