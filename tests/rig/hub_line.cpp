#include "tests/rig/hub_line.hpp"

#include <algorithm>
#include <chrono>

namespace doorstep::rig {

const wire::JobState* JobStory::end() const {
    const auto found = std::find_if(states.begin(), states.end(), [](const wire::JobState& state) {
        return state.state() == wire::JobState::DONE || state.state() == wire::JobState::FAILED ||
               state.state() == wire::JobState::CANCELLED;
    });
    return found == states.end() ? nullptr : &*found;
}

HubLine::HubLine(const std::string& address, std::function<void(const wire::HubEvent&)> heard)
    : heard_(std::move(heard)),
      client_(std::make_unique<protocol::RpcClient>(
          address, protocol::RpcCallbacks{[this](const std::string& payload) { hear(payload); },
                                          [this](bool up) { link(up); }})) {}

void HubLine::hear(const std::string& payload) {
    wire::HubEvent event;
    if (!event.ParseFromString(payload)) {
        return;
    }
    heard_(event);
    const std::lock_guard lock(mutex_);
    if (event.has_job()) {
        jobs_[event.job().job()].states.push_back(event.job());
    } else if (event.has_page()) {
        auto& story = jobs_[event.page().job()];
        story.page_after_end = story.page_after_end || story.end() != nullptr;
        story.pages.push_back(event.page());
    } else if (event.has_device()) {
        devices_[event.device().id()] = event.device();
    } else if (event.has_preview()) {
        ++frames_;
    }
    came_.notify_all();
}

void HubLine::link(bool up) {
    if (up && watching_ && client_) {
        wire::HubRequest request;
        request.mutable_watch();
        constexpr std::int64_t within_ms = 20'000;
        client_->call(request.SerializeAsString(), within_ms, [](const Result<std::string>&) {});
    } else if (!up) {
        ++losses_;
        wake();
    }
}

wire::HubReply HubLine::ask(const wire::HubRequest& request, std::int64_t within_ms) {
    wire::HubReply reply;
    const auto bytes = client_->call_wait(request.SerializeAsString(), within_ms);
    if (!bytes || !reply.ParseFromString(*bytes)) {
        const bool link_down = !bytes && bytes.error().is(protocol::RpcError::LinkDown);
        reply.Clear();
        reply.mutable_fault()->set_code(link_down ? wire::FAULT_UNAVAILABLE : wire::FAULT_TIMEOUT);
    }
    return reply;
}

bool HubLine::watch() {
    wire::HubRequest request;
    request.mutable_watch();
    watching_ = true;
    return ask(request).done();
}

bool HubLine::wait_job(std::uint64_t job, const std::function<bool(const JobStory&)>& done, std::int64_t within_ms) {
    std::unique_lock lock(mutex_);
    return came_.wait_for(lock, std::chrono::milliseconds(within_ms), [&] { return done(jobs_[job]); });
}

bool HubLine::wait_until(const std::function<bool()>& done, std::int64_t within_ms) {
    std::unique_lock lock(mutex_);
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(within_ms);
    for (;;) {
        lock.unlock();
        if (done()) {
            return true;
        }
        lock.lock();
        if (std::chrono::steady_clock::now() >= until) {
            return false;
        }
        // A condition may depend on what came before the lock was taken again: looked at often, not only when woken.
        came_.wait_for(lock, std::chrono::milliseconds(20));
    }
}

JobStory HubLine::story(std::uint64_t job) {
    const std::lock_guard lock(mutex_);
    return jobs_[job];
}

void HubLine::forget(std::uint64_t job) {
    const std::lock_guard lock(mutex_);
    jobs_.erase(job);
}

wire::Device HubLine::device(const std::string& id) {
    const std::lock_guard lock(mutex_);
    const auto found = devices_.find(id);
    return found == devices_.end() ? wire::Device() : found->second;
}

std::uint64_t HubLine::frames() {
    const std::lock_guard lock(mutex_);
    return frames_;
}

void HubLine::wake() {
    const std::lock_guard lock(mutex_);
    came_.notify_all();
}

}  // namespace doorstep::rig
