#include "base/event_loop.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>

#include "base/clock.hpp"

namespace doorstep {

EventLoop::EventLoop() : EventLoop(monotonic_milliseconds) {}

EventLoop::EventLoop(std::function<std::int64_t()> now)
    : now_(std::move(now)), wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

EventLoop::~EventLoop() {
    ::close(wake_);
}

void EventLoop::watch(int fd, short events, std::function<void(short)> ready) {
    watched_[fd] = {events, std::make_shared<std::function<void(short)>>(std::move(ready))};
}

void EventLoop::unwatch(int fd) {
    watched_.erase(fd);
}

EventLoop::TimerId EventLoop::after(std::int64_t milliseconds, std::function<void()> due) {
    timers_[next_id_] = {now_() + milliseconds, 0, std::move(due)};
    return next_id_++;
}

EventLoop::TimerId EventLoop::every(std::int64_t milliseconds, std::function<void()> due) {
    timers_[next_id_] = {now_() + milliseconds, std::max<std::int64_t>(milliseconds, 1), std::move(due)};
    return next_id_++;
}

void EventLoop::cancel(TimerId timer) {
    timers_.erase(timer);
}

std::uint64_t EventLoop::prepare(std::function<void()> hook) {
    hooks_[next_id_] = std::move(hook);
    return next_id_++;
}

void EventLoop::remove_prepare(std::uint64_t hook) {
    hooks_.erase(hook);
}

void EventLoop::post(std::function<void()> work) {
    {
        const std::lock_guard lock(mutex_);
        posted_.push_back(std::move(work));
    }
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto n = ::write(wake_, &one, sizeof one);
}

void EventLoop::stop() {
    post([this] { stopped_ = true; });
}

void EventLoop::run() {
    constexpr std::int64_t longest_wait_ms = 60'000;
    while (run_once(longest_wait_ms)) {
    }
}

void EventLoop::run_posted() {
    std::vector<std::function<void()>> work;
    {
        const std::lock_guard lock(mutex_);
        work.swap(posted_);
    }
    for (auto& item : work) {
        item();
    }
}

void EventLoop::run_timers() {
    std::vector<TimerId> due;
    const auto now = now_();
    for (const auto& [id, timer] : timers_) {
        if (timer.due <= now) {
            due.push_back(id);
        }
    }
    for (const TimerId id : due) {
        const auto found = timers_.find(id);
        if (found == timers_.end()) {
            continue;  // cancelled by one that fired before it
        }
        const auto callback = found->second.callback;
        if (found->second.period == 0) {
            timers_.erase(found);
        }
        callback();
        if (const auto again = timers_.find(id); again != timers_.end()) {
            again->second.due = now_() + again->second.period;
        }
    }
}

std::int64_t EventLoop::until_next_timer(std::int64_t longest) const {
    const auto now = now_();
    for (const auto& [id, timer] : timers_) {
        longest = std::min(longest, std::max<std::int64_t>(timer.due - now, 0));
    }
    return longest;
}

bool EventLoop::run_once(std::int64_t milliseconds) {
    run_posted();
    std::vector<std::uint64_t> hooks;
    for (const auto& [id, hook] : hooks_) {
        hooks.push_back(id);
    }
    for (const auto id : hooks) {
        if (const auto found = hooks_.find(id); found != hooks_.end()) {
            const auto hook = found->second;
            hook();
        }
    }
    if (stopped_) {
        return false;
    }
    std::vector<pollfd> set{{wake_, POLLIN, 0}};
    for (const auto& [fd, entry] : watched_) {
        set.push_back({fd, entry.first, 0});
    }
    const int n = ::poll(set.data(), set.size(), static_cast<int>(until_next_timer(milliseconds)));
    if (n > 0 && set[0].revents != 0) {
        std::uint64_t count = 0;
        [[maybe_unused]] const auto got = ::read(wake_, &count, sizeof count);
    }
    for (std::size_t i = 1; n > 0 && i < set.size(); ++i) {
        const auto found = watched_.find(set[i].fd);
        if (set[i].revents != 0 && found != watched_.end()) {
            const auto ready = found->second.second;  // kept alive though the callback may unwatch itself
            (*ready)(set[i].revents);
        }
    }
    run_timers();
    run_posted();
    return !stopped_;
}

}  // namespace doorstep
