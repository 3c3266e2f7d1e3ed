// The hub's side: one worker process, started, watched, killed and started again. Device libraries hang and crash in
// the field; whatever one does, the hub only sees "it ended" and a new process a moment later.
//
//   stopped --start()--> starting --pong--> running --death--> waiting --delay--> starting
//                                                   \--5 deaths in a minute--> broken --a minute--> starting
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/event_loop.hpp"
#include "base/files.hpp"
#include "device-drivers/worker/worker_frame.hpp"

namespace doorstep::devices {

// All waits, in milliseconds. Tests may shorten them.
struct WorkerDelays {
    std::int64_t start_within = 15'000;  // from exec to the first pong; the camera worker loads its models before
    std::int64_t restart_first = 100;    // after a death; doubles with each further one, so that the first restart is
    std::int64_t restart_most = 10'000;  // well within a second
    std::int64_t deaths_within = 60'000;
    std::int64_t broken_for = 60'000;  // then one more try
    std::int64_t reap_every = 20;
};
// This many deaths within Delays.deaths_within open the circuit: the device is said to be faulty instead of flapping.
constexpr std::size_t deaths_until_broken = 5;
// Bound of what waits for a worker that does not read; at it the worker counts as hung.
constexpr std::size_t largest_worker_backlog = 2 * largest_worker_message;

// How to start a worker.
struct WorkerSpec {
    std::string name;               // for the log
    std::filesystem::path program;  // absolute
    std::vector<std::string> arguments;
    std::map<std::string, std::string> environment;  // added to the hub's own: TMPDIR, HOME, SANE_CONFIG_DIR …
    wire::WorkerConfigure configure;                 // the first message to each new process
    // stop() and renew() close the line and kill that much later, so that the worker can call its job back from a
    // device that goes on by itself; 0: at once. Deaths and missed deadlines are always at once.
    std::int64_t end_grace_ms = 0;
    std::vector<wire::WorkerMessage> greeting;  // what follows it before anything else, e.g. open
};

enum class WorkerState { Stopped, Starting, Running, Waiting, Broken };

// Why a worker is not running, for the device table and the log.
enum class WorkerEnd {
    None,
    Exited,     // by itself or by a signal
    Silent,     // missed a deadline and was killed
    BadFrames,  // sent nonsense and was killed
    Renewed,    // ended with its session, on purpose
    NotStarted  // the program is missing or may not be run
};
std::string_view worker_end_text(WorkerEnd end);

// Thread-bound to its loop, which must outlive it. Callbacks come from the loop, never from inside a call, and may
// call anything here but the destructor.
class WorkerProcess {
  public:
    struct Callbacks {
        // The process is up and configured; open the device, start waiting jobs.
        std::function<void()> ready = [] {};
        // Each message but pong.
        std::function<void(const wire::WorkerMessage&)> message = [](const wire::WorkerMessage&) {};
        // It ended: fail the job in hand. state() and end() say what comes next.
        std::function<void(WorkerEnd)> ended = [](WorkerEnd) {};
    };
    WorkerProcess(EventLoop& loop, WorkerSpec spec, Callbacks callbacks, WorkerDelays delays = {});
    // Ends the process; no callbacks any more. One with a grace ends by itself (run_worker sees to it).
    ~WorkerProcess();
    WorkerProcess(const WorkerProcess&) = delete;
    WorkerProcess& operator=(const WorkerProcess&) = delete;

    // Starts it when Stopped; else no effect.
    void start();
    // Ends it (kill) and leaves it Stopped until start().
    void stop();
    // Ends it with its session and starts a fresh one at once: nothing of a person stays in its memory (SECURITY 23).
    // Not counted as a death. While Broken or Waiting no effect: there is no process.
    void renew();
    // Sends; false unless Starting (it waits its turn) or Running: the caller fails the job.
    bool send(const wire::WorkerMessage& message);
    // The worker must say something within that time or it is killed (end Silent); anything it says starts the time
    // anew. 0: nothing is expected any more. Ends with the process.
    void expect_within(std::int64_t milliseconds);

    WorkerState state() const { return state_; }
    // Of the last process.
    WorkerEnd end() const { return end_; }
    // 0 when none; for tests that kill it and for the log.
    int pid() const { return pid_; }

  private:
    void launch();
    Status spawn();
    void ready_to_transfer(short events);
    void receive();
    void take(const wire::WorkerMessage& message);
    void flush();
    void died(WorkerEnd why);
    void close_process(std::int64_t grace_ms = 0);
    static void kill_process(int pid);
    void reap();
    void await_answer();
    void enqueue(const wire::WorkerMessage& message);
    std::int64_t count_death();

    EventLoop& loop_;
    const WorkerSpec spec_;
    const Callbacks callbacks_;
    const WorkerDelays delays_;
    WorkerState state_ = WorkerState::Stopped;
    WorkerEnd end_ = WorkerEnd::None;
    FileDescriptor socket_;
    int pid_ = 0;
    std::unique_ptr<WorkerFrameDecoder> decoder_;
    std::string backlog_;
    std::int64_t expected_within_ = 0;
    EventLoop::TimerId deadline_ = 0;
    EventLoop::TimerId start_deadline_ = 0;
    EventLoop::TimerId restart_ = 0;
    EventLoop::TimerId reaper_ = 0;
    std::vector<int> dying_;
    std::deque<std::int64_t> deaths_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

// The worker program of that name beside the running binary, or in $DOORSTEP_WORKERS in test builds.
std::filesystem::path worker_program(std::string_view name);

}  // namespace doorstep::devices
