#include "device-drivers/worker/run_worker.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "base/log.hpp"
#include "base/service.hpp"
#include "base/wiped_bytes.hpp"
#include "device-drivers/worker/wipe_message.hpp"
#include "device-drivers/worker/worker_frame.hpp"

namespace doorstep::devices {
namespace {

constexpr int hub_descriptor = 3;
constexpr int guard_every_ms = 500;

constexpr int exit_too_large = 3;
constexpr int exit_bad_frame = 4;

std::size_t resident_mib() {
    unsigned long total = 0;
    unsigned long resident = 0;
    if (std::FILE* const file = std::fopen("/proc/self/statm", "re")) {
        if (std::fscanf(file, "%lu %lu", &total, &resident) != 2) {
            resident = 0;
        }
        std::fclose(file);
    }
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) >> 20U;
}

void set_limits(const WorkerLimits& limits) {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    const rlimit file{limits.largest_file_mib << 20U, limits.largest_file_mib << 20U};
    setrlimit(RLIMIT_FSIZE, &file);
    std::signal(SIGXFSZ, SIG_IGN);  // a write over the bound fails with EFBIG, which drivers answer
}

// Reads the hub's messages on a thread of its own, so that a cancel is heard in the middle of a job and the end of the
// hub ends a hanging one.
class HubLine final : public WorkerLink {
  public:
    explicit HubLine(WorkerLimits limits) : limits_(limits), reader_([this] { read_all(); }) {}
    ~HubLine() override {
        ::shutdown(hub_descriptor, SHUT_RDWR);
        reader_.join();
    }

    void send(const wire::WorkerMessage& message) override {
        auto frame = encode_worker_frame(message);
        if (!frame) {
            log::error("message not sent: {}", frame.error().text());
            return;
        }
        const std::lock_guard lock(write_mutex_);
        std::string_view rest = *frame;
        while (!rest.empty()) {
            const auto n = ::send(hub_descriptor, rest.data(), rest.size(), MSG_NOSIGNAL);
            if (n < 0 && errno == EINTR) {
                continue;
            }
            if (n <= 0) {
                break;  // the reader sees the end too
            }
            rest.remove_prefix(static_cast<std::size_t>(n));
        }
        wipe(*frame);
    }

    bool cancelled(std::uint64_t job) const override {
        const std::lock_guard lock(mutex_);
        return closed_ || cancelled_.contains(job);
    }

    // The next message; nothing after `wait_ms` (-1: for ever) or when closed.
    std::optional<wire::WorkerMessage> next(std::int64_t wait_ms) {
        std::unique_lock lock(mutex_);
        const auto some = [this] { return closed_ || !waiting_.empty(); };
        if (wait_ms < 0) {
            arrived_.wait(lock, some);
        } else {
            arrived_.wait_for(lock, std::chrono::milliseconds(wait_ms), some);
        }
        if (closed_ || waiting_.empty()) {
            return std::nullopt;
        }
        auto message = std::move(waiting_.front());
        waiting_.pop_front();
        return message;
    }
    bool closed() const {
        const std::lock_guard lock(mutex_);
        return closed_;
    }
    int exit_code() const { return exit_code_; }
    // The main thread is on its way out: the reader need not force it.
    void leaving() {
        const std::lock_guard lock(mutex_);
        leaving_ = true;
        arrived_.notify_all();
    }

  private:
    void accept(wire::WorkerMessage message) {
        const std::lock_guard lock(mutex_);
        if (message.has_cancel()) {
            cancelled_.insert(message.cancel().job());
        } else {
            waiting_.push_back(std::move(message));
            arrived_.notify_all();
        }
    }

    void close_with(int code) {
        std::unique_lock lock(mutex_);
        exit_code_ = code;
        closed_ = true;
        arrived_.notify_all();
        if (!arrived_.wait_for(lock, std::chrono::milliseconds(limits_.end_grace_ms), [this] { return leaving_; })) {
            _exit(code);  // a job hangs in a device library
        }
    }

    void read_all() {
        std::string buffer(64U << 10U, '\0');
        while (true) {
            pollfd poll{hub_descriptor, POLLIN, 0};
            const int ready = ::poll(&poll, 1, guard_every_ms);
            if (resident_mib() > limits_.largest_resident_mib) {
                log::error("over {} MiB of memory: ending", limits_.largest_resident_mib);
                _exit(exit_too_large);
            }
            if (ready == 0 || (ready < 0 && errno == EINTR)) {
                continue;
            }
            const auto n = ::recv(hub_descriptor, buffer.data(), buffer.size(), 0);
            if (n < 0 && errno == EINTR) {
                continue;
            }
            if (n <= 0) {
                return close_with(0);
            }
            decoder_.feed({buffer.data(), static_cast<std::size_t>(n)});
            wipe(buffer.data(), static_cast<std::size_t>(n));
            if (!take_messages()) {
                return close_with(exit_bad_frame);
            }
        }
    }

    bool take_messages() {
        while (true) {
            auto message = decoder_.next();
            if (!message) {
                log::error("from the hub: {}", message.error().text());
                return false;
            }
            if (!*message) {
                return true;
            }
            accept(std::move(**message));
        }
    }

    const WorkerLimits limits_;
    WorkerFrameDecoder decoder_;  // reader thread only
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<wire::WorkerMessage> waiting_;
    std::set<std::uint64_t> cancelled_;
    bool closed_ = false;
    bool leaving_ = false;
    std::atomic<int> exit_code_ = 0;
    std::mutex write_mutex_;
    std::thread reader_;  // last: starts when all else is there
};

std::int64_t milliseconds_now() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

void serve(HubLine& line, WorkerHandler& handler) {
    std::int64_t last_tick = milliseconds_now();
    while (!line.closed()) {
        const auto every = handler.tick_every_ms();
        const auto wait = every < 0 ? -1 : std::max<std::int64_t>(0, last_tick + every - milliseconds_now());
        if (auto message = line.next(wait)) {
            if (message->has_ping()) {
                wire::WorkerMessage answer;
                answer.set_pong(true);
                line.send(answer);
            } else {
                handler.message(*message, line);
            }
            wipe_message(*message);
        }
        if (every >= 0 && !line.closed() && milliseconds_now() >= last_tick + every) {
            handler.tick(line);
            last_tick = milliseconds_now();
        }
    }
}

}  // namespace

void WorkerLink::send_status(wire::Device::State state, wire::FaultCode fault, const wire::WorkerStatus& details) {
    wire::WorkerMessage message;
    *message.mutable_status() = details;
    message.mutable_status()->set_state(state);
    if (fault != wire::FAULT_NONE) {
        message.mutable_status()->mutable_fault()->set_code(fault);
    }
    send(message);
}

void WorkerLink::send_job(std::uint64_t job, wire::JobState::State state, wire::FaultCode fault, std::uint32_t pages) {
    wire::WorkerMessage message;
    message.mutable_job()->set_job(job);
    message.mutable_job()->set_state(state);
    message.mutable_job()->set_pages(pages);
    if (fault != wire::FAULT_NONE) {
        message.mutable_job()->mutable_fault()->set_code(fault);
    }
    send(message);
}

int run_worker(std::string_view name, WorkerHandler& handler, WorkerLimits limits) {
    start_service(name);
    if (!limits.uses_grace_after_kill) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
    }
    std::signal(SIGINT, SIG_IGN);  // Ctrl-C is the hub's to hear
    // The hub's descriptor is the polite way; systemd stops the whole group at once.
    std::signal(SIGTERM, limits.uses_grace_after_kill ? SIG_IGN : SIG_DFL);
    set_limits(limits);
    int type = 0;
    socklen_t size = sizeof type;
    if (::getsockopt(hub_descriptor, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || type != SOCK_STREAM) {
        std::fprintf(stderr, "%.*s is started by doorstep-hub, not by hand.\n", static_cast<int>(name.size()),
                     name.data());
        return 2;
    }
    ::fcntl(hub_descriptor, F_SETFD, FD_CLOEXEC);
    HubLine line(limits);
    serve(line, handler);
    line.leaving();
    return line.exit_code();
}

}  // namespace doorstep::devices
