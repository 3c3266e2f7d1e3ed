#include "tests/autopilot/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <sstream>

#include "base/clock.hpp"

namespace doorstep::autopilot {
namespace {

std::vector<char*> argv_of(const std::vector<std::string>& command) {
    std::vector<char*> argv;
    for (const auto& word : command) {
        argv.push_back(
            const_cast<char*>(word.c_str()));  // NOLINT(cppcoreguidelines-pro-type-const-cast): execvp's old type
    }
    argv.push_back(nullptr);
    return argv;
}

// Starts the command with standard output (and input, when asked) on pipes; returns its pid.
int start(const std::vector<std::string>& command, int* to_child, int* from_child) {
    std::array<int, 2> in{-1, -1};
    std::array<int, 2> out{-1, -1};
    if (pipe2(out.data(), O_CLOEXEC) != 0 || (to_child != nullptr && pipe2(in.data(), O_CLOEXEC) != 0)) {
        return -1;
    }
    const int pid = fork();
    if (pid == 0) {
        if (to_child != nullptr) {
            dup2(in[0], STDIN_FILENO);
        }
        dup2(out[1], STDOUT_FILENO);
        auto argv = argv_of(command);
        execvp(argv[0], argv.data());
        _exit(127);
    }
    close(out[1]);
    *from_child = out[0];
    if (to_child != nullptr) {
        close(in[0]);
        *to_child = in[1];
    }
    return pid;
}

// Reads what is there within the time; false at the end of the stream or of the time.
bool read_some(int fd, std::int64_t until, std::string& into) {
    pollfd set{fd, POLLIN, 0};
    const auto left = until - monotonic_milliseconds();
    if (left <= 0 || poll(&set, 1, static_cast<int>(left)) <= 0) {
        return false;
    }
    std::array<char, 65536> piece{};
    const ssize_t n = read(fd, piece.data(), piece.size());
    if (n <= 0) {
        return false;
    }
    into.append(piece.data(), static_cast<std::size_t>(n));
    return true;
}

}  // namespace

Finished run(const std::vector<std::string>& command, int seconds) {
    Finished finished;
    int out = -1;
    const int pid = start(command, nullptr, &out);
    if (pid < 0) {
        return finished;
    }
    const auto until = monotonic_milliseconds() + 1000LL * seconds;
    while (read_some(out, until, finished.output)) {
    }
    if (monotonic_milliseconds() >= until) {
        kill(pid, SIGKILL);
    }
    close(out);
    int status = 0;
    waitpid(pid, &status, 0);
    finished.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return finished;
}

LinePartner::LinePartner(const std::vector<std::string>& command) {
    std::signal(SIGPIPE, SIG_IGN);
    pid_ = start(command, &in_, &out_);
}

LinePartner::~LinePartner() {
    if (pid_ > 0) {
        close(in_);
        close(out_);
        waitpid(pid_, nullptr, 0);
    }
}

nlohmann::json LinePartner::ask(const nlohmann::json& command) {
    const std::string line = command.dump() + "\n";
    if (write(in_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
        return {{"ok", false}, {"why", "the driver has gone"}};
    }
    constexpr std::int64_t longest_answer_ms = 120'000;
    const auto until = monotonic_milliseconds() + longest_answer_ms;
    while (rest_.find('\n') == std::string::npos) {
        if (!read_some(out_, until, rest_)) {
            return {{"ok", false}, {"why", "the driver does not answer"}};
        }
    }
    const auto end = rest_.find('\n');
    auto answer = nlohmann::json::parse(rest_.substr(0, end), nullptr, false);
    rest_.erase(0, end + 1);
    return answer.is_discarded() ? nlohmann::json{{"ok", false}, {"why", "no JSON"}} : answer;
}

std::vector<std::string> words(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> out;
    for (std::string word; in >> word;) {
        out.push_back(word);
    }
    return out;
}

}  // namespace doorstep::autopilot
