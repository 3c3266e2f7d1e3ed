#include "tests/bench/first_frame.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "base/files.hpp"
#include "tests/rig/process_figures.hpp"

namespace doorstep::bench {
namespace {

constexpr int patience_ms = 60'000;

std::vector<char*> pointers_to(const std::vector<std::string>& words) {
    std::vector<char*> out;
    for (const auto& word : words) {
        out.push_back(const_cast<char*>(word.c_str()));
    }
    out.push_back(nullptr);
    return out;
}

// In a group of its own, its stderr on that descriptor.
pid_t start(const std::vector<std::string>& words, const std::vector<std::string>& variables, int err) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, err, 2);
    posix_spawnattr_t group;
    posix_spawnattr_init(&group);
    posix_spawnattr_setflags(&group, POSIX_SPAWN_SETPGROUP);
    pid_t child = -1;
    auto program = pointers_to(words);
    auto surroundings = pointers_to(variables);
    for (char** inherited = environ; *inherited != nullptr; ++inherited) {
        surroundings.insert(surroundings.end() - 1, *inherited);
    }
    const int failed = ::posix_spawn(&child, words[0].c_str(), &actions, &group, program.data(), surroundings.data());
    posix_spawnattr_destroy(&group);
    posix_spawn_file_actions_destroy(&actions);
    return failed == 0 ? child : -1;
}

bool says_it_is_shown(int from) {
    std::string heard;
    char piece[4096];
    pollfd ready{from, POLLIN, 0};
    while (heard.find("on the screen") == std::string::npos) {
        const auto n = ::poll(&ready, 1, patience_ms) > 0 ? ::read(from, piece, sizeof piece) : 0;
        if (n <= 0) {
            return false;
        }
        heard.append(piece, static_cast<std::size_t>(n));
    }
    return true;
}

// The largest of it and all that it started.
long largest_kib(int process) {
    auto largest = rig::resident_kib(process).value_or(0);
    for (const auto& child : rig::children_of(process)) {
        largest = std::max(largest, largest_kib(child.pid));
    }
    return largest;
}

}  // namespace

double first_frame_ms(const std::vector<std::string>& words, const std::vector<std::string>& variables,
                      long* resident_kib) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) {
        return -1;
    }
    const FileDescriptor from(ends[0]);
    FileDescriptor to(ends[1]);
    const auto began = std::chrono::steady_clock::now();
    const auto child = start(words, variables, to.get());
    to = FileDescriptor();
    const bool shown = child > 0 && says_it_is_shown(from.get());
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
    if (shown && resident_kib != nullptr) {
        *resident_kib = largest_kib(child);
    }
    if (child > 0) {
        ::kill(-child, SIGKILL);
        ::waitpid(child, nullptr, 0);
    }
    return shown ? took.count() : -1;
}

}  // namespace doorstep::bench
