#include "township/testing/township_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <stdexcept>

#include "base/files.hpp"

namespace doorstep::township::testing {
namespace {

constexpr int ready_ms = 20'000;

std::vector<char*> pointers(const std::vector<std::string>& words) {
    std::vector<char*> out;
    for (const auto& word : words) {
        out.push_back(const_cast<char*>(word.c_str()));
    }
    out.push_back(nullptr);
    return out;
}

std::string text_of(const std::filesystem::path& file) {
    return read_text_file(file, 64U << 20U).value_or(std::string{});
}

// The socket on which a service says READY=1.
FileDescriptor notify_socket(const std::filesystem::path& path) {
    std::error_code error;
    std::filesystem::remove(path, error);
    FileDescriptor fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    if (::bind(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        throw std::runtime_error("no notify socket");
    }
    return fd;
}

// False when the time is over or the process is gone (it is left to be waited for).
bool wait_ready(const FileDescriptor& fd, pid_t process) {
    constexpr int step_ms = 100;
    for (int waited = 0; waited < ready_ms; waited += step_ms) {
        pollfd ready{fd.get(), POLLIN, 0};
        char text[256] = {};
        if (::poll(&ready, 1, step_ms) > 0 && ::recv(fd.get(), text, sizeof text - 1, 0) > 0 &&
            std::strstr(text, "READY=1") != nullptr) {
            return true;
        }
        siginfo_t gone{};
        if (::waitid(P_PID, static_cast<id_t>(process), &gone, WEXITED | WNOHANG | WNOWAIT) == 0 && gone.si_pid != 0) {
            return false;
        }
    }
    return false;
}

}  // namespace

TownshipProcess::TownshipProcess(std::string program, std::string share, std::string store, const std::string& township)
    : program_(std::move(program)), share_(std::move(share)), store_(std::move(store)) {
    std::filesystem::create_directories(folder_.path() / "run");
    write_config(store_);
    if (run({"init", "--township", township}).code != 0) {
        throw std::runtime_error("init failed");
    }
}

TownshipProcess::TownshipProcess(const TownshipProcess& beside, const std::string& name)
    : program_(beside.program_), share_(beside.share_), store_(beside.store_) {
    write_config(store_ + "files = \"" + beside.state().native() + "\"\nname = \"" + name + "\"\n");
    std::filesystem::create_directories(state());
    std::filesystem::copy(beside.state() / "keys", state() / "keys", std::filesystem::copy_options::recursive);
}

void TownshipProcess::write_config(const std::string& store) const {
    std::filesystem::create_directories(folder_.path() / "run");
    std::filesystem::create_directories(folder_.path() / "root/etc/doorstep");
    const auto text = "[store]\n" + store;
    if (!write_file_atomically(folder_.path() / "root/etc/doorstep/township.toml", as_bytes(text))) {
        throw std::runtime_error("no township.toml");
    }
}

TownshipProcess::~TownshipProcess() {
    kill_hard();
}

std::vector<std::string> TownshipProcess::environment() const {
    return {"DOORSTEP_ROOT=" + (folder_.path() / "root").native(),
            "DOORSTEP_RUN=" + (folder_.path() / "run").native(),
            "DOORSTEP_SHARE=" + share_,
            "NOTIFY_SOCKET=" + (folder_.path() / "notify").native(),
            "PATH=/usr/bin:/bin",
            "LANG=C.UTF-8"};
}

pid_t TownshipProcess::start(const std::vector<std::string>& arguments, const std::vector<std::string>& variables,
                             const Streams& streams) const {
    std::vector<std::string> words{program_};
    words.insert(words.end(), arguments.begin(), arguments.end());
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (streams.in >= 0) {
        posix_spawn_file_actions_adddup2(&actions, streams.in, 0);
    }
    posix_spawn_file_actions_adddup2(&actions, streams.out, 1);
    posix_spawn_file_actions_adddup2(&actions, streams.err, 2);
    pid_t child = -1;
    const int failed =
        posix_spawn(&child, program_.c_str(), &actions, nullptr, pointers(words).data(), pointers(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
        throw std::runtime_error("cannot start " + program_);
    }
    return child;
}

TownshipProcess::Output TownshipProcess::run(const std::vector<std::string>& arguments,
                                             const std::string& input) const {
    const auto out_file = folder_.path() / "out";
    const auto err_file = folder_.path() / "err";
    const FileDescriptor out(::open(out_file.c_str(), O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0600));
    const FileDescriptor err(::open(err_file.c_str(), O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0600));
    const FileDescriptor in(input.empty() ? -1 : ::open(input.c_str(), O_RDONLY | O_CLOEXEC));
    int status = 0;
    ::waitpid(start(arguments, environment(), {in.get(), out.get(), err.get()}), &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), text_of(out_file), text_of(err_file)};
}

bool TownshipProcess::serve(bool with_console) {
    const auto ready = notify_socket(folder_.path() / "notify");
    const FileDescriptor log(::open((folder_.path() / "log").c_str(), O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0600));
    std::vector<std::string> arguments{"serve", "--listen", listen_};
    if (with_console) {
        arguments.insert(arguments.end(), {"--console", "127.0.0.1:0"});
    }
    auto variables = environment();
    for (const auto& [name, value] : extra_) {
        variables.push_back(name + "=" + value);
    }
    server_ = start(arguments, variables, {-1, log.get(), log.get()});
    return wait_ready(ready, server_);
}

void TownshipProcess::set_environment(const std::string& name, const std::string& value) {
    if (value.empty()) {
        extra_.erase(name);
    } else {
        extra_[name] = value;
    }
}

bool TownshipProcess::has_died() {
    if (server_ > 0 && ::waitpid(server_, nullptr, WNOHANG) == server_) {
        server_ = -1;
    }
    return server_ < 0;
}

void TownshipProcess::kill_hard() {
    if (server_ > 0) {
        ::kill(server_, SIGKILL);
        ::waitpid(server_, nullptr, 0);
        server_ = -1;
    }
}

int TownshipProcess::stop() {
    int status = 0;
    ::kill(server_, SIGTERM);
    ::waitpid(server_, &status, 0);
    server_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string TownshipProcess::endpoint(const char* name) const {
    return text_of(folder_.path() / "run" / (std::string(name) + ".endpoint"));
}

std::string TownshipProcess::address() const {
    return endpoint("township");
}

std::string TownshipProcess::console_url() const {
    return endpoint("township-console");
}

}  // namespace doorstep::township::testing
