#include "provisioning/enrolment/run_command.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include "base/files.hpp"

extern char** environ;

namespace doorstep::setup {
namespace {

constexpr std::size_t most_output = 64U << 10U;

struct Pipe {
    FileDescriptor read;
    FileDescriptor write;
};

Result<Pipe> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return Error(CommandError::NotStarted, "pipe");
    }
    return Pipe{FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

// False when the other end is closed.
bool read_some(int fd, std::string& into) {
    std::array<char, 4096> block{};
    const auto size = ::read(fd, block.data(), block.size());
    if (size > 0 && into.size() < most_output) {
        into.append(block.data(), static_cast<std::size_t>(size));
    }
    return size > 0;
}

void read_both(const Pipe& out, const Pipe& err, std::string& out_text, std::string& err_text) {
    std::array<pollfd, 2> both{pollfd{out.read.get(), POLLIN, 0}, pollfd{err.read.get(), POLLIN, 0}};
    std::array<std::string*, 2> texts{&out_text, &err_text};
    for (int open = 2; open > 0 && ::poll(both.data(), both.size(), -1) > 0;) {
        for (std::size_t i = 0; i < both.size(); ++i) {
            if (both.at(i).fd >= 0 && both.at(i).revents != 0 && !read_some(both.at(i).fd, *texts.at(i))) {
                both.at(i).fd = -1;
                --open;
            }
        }
    }
}

std::string last_line(std::string text) {
    while (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    return text.substr(text.rfind('\n') + 1);
}

}  // namespace

Result<std::string> run_command(const std::vector<std::string>& words) {
    DOORSTEP_TRY(Pipe out, make_pipe());
    DOORSTEP_TRY(Pipe err, make_pipe());
    std::vector<char*> arguments;
    for (const auto& word : words) {
        arguments.push_back(const_cast<char*>(word.c_str()));  // posix_spawn does not write there
    }
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, out.write.get(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, err.write.get(), STDERR_FILENO);
    pid_t pid = -1;
    const int failed = ::posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
        return Error(CommandError::NotStarted, words.front());
    }
    out.write.reset();
    err.write.reset();
    std::string out_text;
    std::string err_text;
    read_both(out, err, out_text, err_text);
    int code = 0;
    ::waitpid(pid, &code, 0);
    if (!WIFEXITED(code) || WEXITSTATUS(code) != 0) {
        return Error(CommandError::Failed, last_line(err_text));
    }
    return out_text;
}

}  // namespace doorstep::setup
