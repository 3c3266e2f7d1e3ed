#include "kiosk/app/keeper.hpp"

#include <endian.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/clock.hpp"
#include "base/files.hpp"
#include "base/log.hpp"
#include "base/service.hpp"

namespace doorstep::kiosk {

namespace {

constexpr int pause_ms = 500;          // before another start when screens die at once
constexpr int dies_at_once_ms = 1000;  // younger than this
constexpr int look_again_ms = 500;     // at the wish to stop, should the signal have come between

struct Screen {
    pid_t pid = -1;
    FileDescriptor channel = FileDescriptor(-1);
    std::int64_t began = 0;
    std::int64_t went = 0;  // when it was told to go; 0: it waits
};

// What the new process does between fork and exec: only calls that are safe there.
[[noreturn]] void become_screen(const char* program, int channel, pid_t keeper) {
    dup2(channel, screen_channel);
    if (channel != screen_channel) {
        close(channel);
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() == keeper) {
        execl(program, program, "--screen", static_cast<char*>(nullptr));
    }
    _exit(EXIT_FAILURE);
}

std::optional<Screen> start_screen(const std::string& program) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
        log::error("no channel to a screen: {}", errno);
        return std::nullopt;
    }
    FileDescriptor ours(ends[0]);
    const FileDescriptor theirs(ends[1]);
    const pid_t keeper = getpid();
    const pid_t pid = fork();
    if (pid == 0) {
        become_screen(program.c_str(), theirs.get(), keeper);
    }
    if (pid < 0) {
        log::error("no process for a screen: {}", errno);
        return std::nullopt;
    }
    return Screen{pid, std::move(ours), monotonic_milliseconds(), 0};
}

void go(Screen& screen, std::optional<std::uint64_t> laying) {
    screen.went = monotonic_milliseconds();
    if (!send_message(screen.channel.get(), {signal_byte::go, laying})) {
        log::warning("a screen is gone before it was shown");
    }
}

void end(Screen& screen) {
    if (screen.pid > 0) {
        kill(screen.pid, SIGKILL);  // it holds nothing that could be lost
        waitpid(screen.pid, nullptr, 0);
        screen = Screen();
    }
}

// Both screens and what happens to them.
class Keeper {
  public:
    explicit Keeper(std::string program) : program_(std::move(program)) {}
    ~Keeper() {
        end(old_);
        end(shown_);
        end(fresh_);
    }
    void look();

  private:
    void ensure();
    // Reads what a screen says; false when it is gone.
    bool listen(Screen& screen);
    void take_over();

    std::string program_;
    Screen old_;    // its visit is over; ended when the next one is shown
    Screen shown_;  // told to go
    Screen fresh_;  // waits
    bool fresh_wanted_ = false;
    std::int64_t no_fresh_before_ = 0;     // the last one died at once: no start again and again without a pause
    std::optional<std::uint64_t> laying_;  // last card of the visit that ended
};

void Keeper::ensure() {
    if (shown_.pid < 0) {
        if (fresh_.pid < 0) {
            fresh_ = start_screen(program_).value_or(Screen{});
        }
        take_over();
    }
    if (fresh_wanted_ && fresh_.pid < 0 && monotonic_milliseconds() >= no_fresh_before_) {
        fresh_ = start_screen(program_).value_or(Screen{});
    }
}

void Keeper::take_over() {
    shown_ = std::exchange(fresh_, Screen{});
    fresh_wanted_ = false;  // not while the machine is busy showing this one
    if (shown_.pid > 0) {
        go(shown_, std::exchange(laying_, std::nullopt));
    }
}

bool Keeper::listen(Screen& screen) {
    const auto message = receive_message(screen.channel.get());
    if (!message || &screen != &shown_) {
        return message.has_value();
    }
    if (message->byte == signal_byte::shown) {
        end(old_);
        fresh_wanted_ = true;
        return true;
    }
    laying_ = message->laying;
    if (message->byte != signal_byte::over) {
        return true;  // leaving: its end follows
    }
    if (fresh_.pid < 0) {
        return false;
    }
    end(old_);
    old_ = std::exchange(shown_, Screen{});
    take_over();
    return true;
}

void Keeper::look() {
    ensure();
    pollfd ready[] = {
        {stop_descriptor(), POLLIN, 0}, {shown_.channel.get(), POLLIN, 0}, {fresh_.channel.get(), POLLIN, 0}};
    poll(ready, std::size(ready), look_again_ms);
    const bool shown_speaks = ready[1].revents != 0 && shown_.pid > 0;
    if (ready[2].revents != 0 && fresh_.pid > 0 && !listen(fresh_)) {
        const auto now = monotonic_milliseconds();
        no_fresh_before_ = now - fresh_.began < dies_at_once_ms ? now + pause_ms : 0;
        end(fresh_);
    }
    if (shown_speaks && !listen(shown_)) {
        const bool at_once = monotonic_milliseconds() - shown_.went < dies_at_once_ms;
        end(shown_);
        if (at_once) {
            log::warning("a screen ended at once; the next one waits a moment");
            pollfd stop{stop_descriptor(), POLLIN, 0};
            poll(&stop, 1, pause_ms);
        }
    }
}

}  // namespace

bool send_message(int channel, const KeeperMessage& message) {
    std::array<char, 1 + sizeof(std::uint64_t)> bytes{message.byte};
    const std::uint64_t laying = htole64(message.laying.value_or(0));
    std::memcpy(&bytes[1], &laying, sizeof laying);
    const std::size_t size = message.laying ? bytes.size() : 1;
    return send(channel, bytes.data(), size, MSG_NOSIGNAL) == static_cast<ssize_t>(size);
}

std::optional<KeeperMessage> receive_message(int channel) {
    std::array<char, 1 + sizeof(std::uint64_t)> bytes{};
    const auto size = recv(channel, bytes.data(), bytes.size(), 0);
    if (size < 1) {
        return std::nullopt;
    }
    KeeperMessage message{bytes[0], std::nullopt};
    if (size == static_cast<ssize_t>(bytes.size())) {
        std::uint64_t laying = 0;
        std::memcpy(&laying, &bytes[1], sizeof laying);
        message.laying = le64toh(laying);
    }
    return message;
}

int run_keeper(const std::string& program) {
    Keeper keeper(program);
    while (!stop_requested()) {
        keeper.look();
    }
    return EXIT_SUCCESS;
}

}  // namespace doorstep::kiosk
