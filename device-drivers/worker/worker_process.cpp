#include "device-drivers/worker/worker_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <system_error>

#include "base/clock.hpp"
#include "base/log.hpp"

extern char** environ;

namespace doorstep::devices {
namespace {

constexpr int worker_descriptor = 3;

// The hub's environment with the worker's own on top.
std::vector<std::string> merged_environment(const std::map<std::string, std::string>& own) {
    std::vector<std::string> merged;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const auto name = std::string(text.substr(0, text.find('=')));
        // A worker must not talk to systemd in the hub's name.
        if (!own.contains(name) && name != "NOTIFY_SOCKET" && name != "WATCHDOG_USEC" && name != "WATCHDOG_PID") {
            merged.emplace_back(text);
        }
    }
    for (const auto& [name, value] : own) {
        merged.push_back(name + "=" + value);
    }
    return merged;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    result.reserve(texts.size() + 1);
    for (auto& text : texts) {
        result.push_back(text.data());
    }
    result.push_back(nullptr);
    return result;
}

// posix_spawn with the socket as descriptor 3, /dev/null as input and a process group of its own (so that what the
// worker started dies with it). Returns errno.
int spawn_with_socket(const WorkerSpec& spec, int socket, pid_t& pid) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, socket, worker_descriptor);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes, 0);
    std::vector<std::string> arguments{spec.program.string()};
    arguments.insert(arguments.end(), spec.arguments.begin(), spec.arguments.end());
    auto environment = merged_environment(spec.environment);
    const int failed = posix_spawn(&pid, spec.program.c_str(), &actions, &attributes, pointers(arguments).data(),
                                   pointers(environment).data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

}  // namespace

std::string_view worker_end_text(WorkerEnd end) {
    switch (end) {
        case WorkerEnd::None:
            return "none";
        case WorkerEnd::Exited:
            return "ended by itself";
        case WorkerEnd::Silent:
            return "did not answer and was killed";
        case WorkerEnd::BadFrames:
            return "sent nonsense and was killed";
        case WorkerEnd::Renewed:
            return "ended with its session";
        case WorkerEnd::NotStarted:
            return "could not be started";
    }
    return "?";
}

WorkerProcess::WorkerProcess(EventLoop& loop, WorkerSpec spec, Callbacks callbacks, WorkerDelays delays)
    : loop_(loop), spec_(std::move(spec)), callbacks_(std::move(callbacks)), delays_(delays) {}

WorkerProcess::~WorkerProcess() {
    *alive_ = false;
    stop();
    loop_.cancel(reaper_);
    for (const int pid : dying_) {
        ::waitpid(pid, nullptr, WNOHANG);  // one stuck in a device call is left to init
    }
}

void WorkerProcess::start() {
    if (state_ == WorkerState::Stopped) {
        launch();
    }
}

void WorkerProcess::stop() {
    close_process(spec_.end_grace_ms);
    loop_.cancel(restart_);
    restart_ = 0;
    state_ = WorkerState::Stopped;
}

void WorkerProcess::renew() {
    if (state_ != WorkerState::Running && state_ != WorkerState::Starting) {
        return;
    }
    close_process(spec_.end_grace_ms);
    end_ = WorkerEnd::Renewed;
    launch();
}

Status WorkerProcess::spawn() {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return file_error(errno, "socketpair");
    }
    socket_ = FileDescriptor(ends[0]);
    FileDescriptor theirs(ends[1]);
    if (theirs.get() == worker_descriptor) {  // dup2 onto itself would keep close-on-exec
        theirs = FileDescriptor(::fcntl(theirs.release(), F_DUPFD_CLOEXEC, worker_descriptor + 1));
        ::close(worker_descriptor);
    }
    ::fcntl(socket_.get(), F_SETFL, O_NONBLOCK);
    pid_t pid = 0;
    if (const int failed = spawn_with_socket(spec_, theirs.get(), pid); failed != 0) {
        socket_.reset();
        return file_error(failed, spec_.program.string());
    }
    pid_ = pid;
    return {};
}

void WorkerProcess::launch() {
    state_ = WorkerState::Starting;
    restart_ = 0;
    decoder_ = std::make_unique<WorkerFrameDecoder>();
    if (auto spawned = spawn(); !spawned) {
        log::error("{} not started: {}", spec_.name, spawned.error().text());
        loop_.post([this, alive = alive_] {
            if (*alive && state_ == WorkerState::Starting && pid_ == 0) {
                died(WorkerEnd::NotStarted);
            }
        });
        return;
    }
    loop_.watch(socket_.get(), POLLIN, [this](short events) { ready_to_transfer(events); });
    wire::WorkerMessage configure;
    *configure.mutable_configure() = spec_.configure;
    wire::WorkerMessage ping;
    ping.set_ping(true);
    enqueue(configure);
    enqueue(ping);
    for (const auto& message : spec_.greeting) {
        enqueue(message);
    }
    start_deadline_ = loop_.after(delays_.start_within, [this] {
        start_deadline_ = 0;
        died(WorkerEnd::Silent);
    });
    flush();
}

void WorkerProcess::enqueue(const wire::WorkerMessage& message) {
    if (const auto frame = encode_worker_frame(message)) {
        backlog_ += *frame;
    }
}

bool WorkerProcess::send(const wire::WorkerMessage& message) {
    if (pid_ == 0 || (state_ != WorkerState::Running && state_ != WorkerState::Starting)) {
        return false;
    }
    auto frame = encode_worker_frame(message);
    if (!frame || backlog_.size() + frame->size() > largest_worker_backlog) {
        return false;
    }
    backlog_ += *frame;
    wipe(*frame);
    flush();
    return true;
}

void WorkerProcess::flush() {
    std::size_t sent = 0;
    while (socket_.valid() && sent < backlog_.size()) {
        const auto n = ::send(socket_.get(), backlog_.data() + sent, backlog_.size() - sent, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            break;  // full: later; broken: the read side tells
        }
        sent += static_cast<std::size_t>(n);
    }
    if (sent == backlog_.size()) {
        wipe(backlog_);
    } else {
        wipe(backlog_.data(), sent);
        backlog_.erase(0, sent);
    }
    const short events = backlog_.empty() ? POLLIN : static_cast<short>(POLLIN | POLLOUT);
    if (socket_.valid()) {
        loop_.watch(socket_.get(), events, [this](short ready) { ready_to_transfer(ready); });
    }
}

void WorkerProcess::ready_to_transfer(short events) {
    if ((events & POLLOUT) != 0) {
        flush();
    }
    if ((events & (POLLIN | POLLHUP | POLLERR)) != 0) {
        receive();
    }
}

void WorkerProcess::receive() {
    char buffer[64 << 10];
    const auto n = ::recv(socket_.get(), buffer, sizeof buffer, 0);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) {
        return;
    }
    if (n <= 0) {
        return died(WorkerEnd::Exited);
    }
    decoder_->feed({buffer, static_cast<std::size_t>(n)});
    wipe(buffer, static_cast<std::size_t>(n));
    const int from = pid_;
    while (pid_ == from && pid_ != 0) {  // a callback may end or renew the process
        auto message = decoder_->next();
        if (!message) {
            log::error("{}: {}", spec_.name, message.error().text());
            return died(WorkerEnd::BadFrames);
        }
        if (!*message) {
            return;
        }
        take(**message);
    }
}

void WorkerProcess::take(const wire::WorkerMessage& message) {
    if (message.has_pong()) {
        if (state_ == WorkerState::Starting) {
            state_ = WorkerState::Running;
            loop_.cancel(start_deadline_);
            start_deadline_ = 0;
            log::debug("{} runs as {}", spec_.name, pid_);
            callbacks_.ready();
        }
        return;
    }
    await_answer();
    callbacks_.message(message);
}

void WorkerProcess::expect_within(std::int64_t milliseconds) {
    expected_within_ = milliseconds;
    await_answer();
}

void WorkerProcess::await_answer() {
    loop_.cancel(deadline_);
    deadline_ = 0;
    if (expected_within_ > 0 && pid_ != 0) {
        deadline_ = loop_.after(expected_within_, [this] {
            deadline_ = 0;
            died(WorkerEnd::Silent);
        });
    }
}

void WorkerProcess::kill_process(int pid) {
    ::kill(-pid, SIGKILL);
    ::kill(pid, SIGKILL);  // in case it left its group
}

void WorkerProcess::close_process(std::int64_t grace_ms) {
    loop_.cancel(start_deadline_);
    start_deadline_ = 0;
    loop_.cancel(deadline_);
    deadline_ = 0;
    expected_within_ = 0;
    wipe(backlog_);
    if (socket_.valid()) {
        loop_.unwatch(socket_.get());
        socket_.reset();
    }
    if (pid_ == 0) {
        return;
    }
    if (grace_ms == 0) {
        kill_process(pid_);
    } else {
        loop_.after(grace_ms, [this, pid = pid_, alive = alive_] {
            if (*alive && std::find(dying_.begin(), dying_.end(), pid) != dying_.end()) {
                kill_process(pid);
            }
        });
    }
    dying_.push_back(pid_);
    pid_ = 0;
    if (reaper_ == 0) {
        reaper_ = loop_.every(delays_.reap_every, [this] { reap(); });
    }
}

// The dead are collected in the background: a process stuck in a device call may take its time to go, the new one does
// not wait for it.
void WorkerProcess::reap() {
    std::erase_if(dying_, [](int pid) { return ::waitpid(pid, nullptr, WNOHANG) != 0; });
    if (dying_.empty()) {
        loop_.cancel(reaper_);
        reaper_ = 0;
    }
}

std::int64_t WorkerProcess::count_death() {
    const auto now = monotonic_milliseconds();
    deaths_.push_back(now);
    while (!deaths_.empty() && deaths_.front() < now - delays_.deaths_within) {
        deaths_.pop_front();
    }
    if (deaths_.size() >= deaths_until_broken) {
        deaths_.clear();
        return 0;
    }
    const auto delay = delays_.restart_first << (deaths_.size() - 1);
    return std::min(delay, delays_.restart_most);
}

void WorkerProcess::died(WorkerEnd why) {
    log::warning("{} {} ({})", spec_.name, worker_end_text(why), pid_);
    close_process();
    end_ = why;
    auto delay = count_death();
    state_ = delay == 0 ? WorkerState::Broken : WorkerState::Waiting;
    if (state_ == WorkerState::Broken) {
        log::error("{} keeps dying: no more tries for {} s", spec_.name, delays_.broken_for / 1000);
        delay = delays_.broken_for;
    }
    restart_ = loop_.after(delay, [this] { launch(); });
    callbacks_.ended(why);
}

std::filesystem::path worker_program(std::string_view name) {
#ifdef DOORSTEP_TEST_BUILD
    if (const char* folder = std::getenv("DOORSTEP_WORKERS"); folder != nullptr && *folder != '\0') {
        return std::filesystem::path(folder) / name;
    }
#endif
    std::error_code failed;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", failed);
    return (failed ? std::filesystem::path("/usr/bin") : self.parent_path()) / name;
}

}  // namespace doorstep::devices
