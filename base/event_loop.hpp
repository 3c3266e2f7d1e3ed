// One thread's loop: descriptors, timers, work posted from other threads. Every daemon of ours runs one.
// Thread-bound but for post() and stop(), which are thread-safe. A callback may add and remove anything, itself
// included.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace doorstep {

class EventLoop {
  public:
    using TimerId = std::uint64_t;
    EventLoop();
    // `now`: milliseconds that only go forward. With a clock that its owner moves no wait takes any time: go round with
    // run_once(0), then let time pass.
    explicit EventLoop(std::function<std::int64_t()> now);
    ~EventLoop();
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    // Calls back with poll's revents while `fd` is ready for `events` (POLLIN …). One callback a descriptor; the loop
    // does not own the descriptor: unwatch before closing it.
    void watch(int fd, short events, std::function<void(short)> ready);
    // No effect when not watched.
    void unwatch(int fd);
    // Once after that many milliseconds.
    TimerId after(std::int64_t milliseconds, std::function<void()> due);
    // Again and again; the next period starts when the callback has returned.
    TimerId every(std::int64_t milliseconds, std::function<void()> due);
    // No effect when the timer has fired or is unknown (0 is always unknown).
    void cancel(TimerId timer);
    // Runs before each wait: for sources such as ZeroMQ sockets whose readiness is not a plain level of a descriptor.
    // Returns an id for remove_prepare.
    std::uint64_t prepare(std::function<void()> hook);
    void remove_prepare(std::uint64_t hook);
    // The time that the loop's waits go by.
    std::int64_t now() const { return now_(); }
    // Thread-safe: run soon on the loop's thread.
    void post(std::function<void()> work);
    // Until stop().
    void run();
    // One round: waits at most that long (0: not at all). Returns false after stop().
    bool run_once(std::int64_t milliseconds);
    // Thread-safe.
    void stop();

  private:
    struct Timer {
        std::int64_t due;
        std::int64_t period;  // 0: once
        std::function<void()> callback;
    };
    void run_posted();
    void run_timers();
    std::int64_t until_next_timer(std::int64_t longest) const;

    const std::function<std::int64_t()> now_;
    std::map<int, std::pair<short, std::shared_ptr<std::function<void(short)>>>> watched_;
    std::map<TimerId, Timer> timers_;
    std::map<std::uint64_t, std::function<void()>> hooks_;
    std::uint64_t next_id_ = 1;
    std::mutex mutex_;
    std::vector<std::function<void()>> posted_;
    bool stopped_ = false;
    int wake_;
};

}  // namespace doorstep
