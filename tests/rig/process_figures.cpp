#include "tests/rig/process_figures.hpp"

#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

namespace doorstep::rig {
namespace {

namespace fs = std::filesystem;

// "VmRSS:     1234 kB" → 1234.
std::optional<std::int64_t> kib_line(const std::string& file, const std::string& name) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with(name)) {
            return std::strtoll(line.c_str() + name.size(), nullptr, 10);
        }
    }
    return std::nullopt;
}

// The words of /proc/PID/stat behind the name, which may hold anything: state, parent, …
std::vector<std::string> stat_words(int pid) {
    std::ifstream in(fmt::format("/proc/{}/stat", pid));
    std::stringstream text;
    text << in.rdbuf();
    const auto after = text.str().rfind(')');
    std::vector<std::string> words;
    if (after != std::string::npos) {
        std::istringstream rest(text.str().substr(after + 1));
        for (std::string word; rest >> word;) {
            words.push_back(word);
        }
    }
    return words;
}

int parent_of(int pid) {
    const auto words = stat_words(pid);
    return words.size() > 1 ? std::atoi(words[1].c_str()) : 0;
}

std::string program_of(int pid) {
    std::ifstream in(fmt::format("/proc/{}/cmdline", pid));
    std::string path;
    std::getline(in, path, '\0');
    return fs::path(path).filename().native();
}

}  // namespace

std::optional<std::int64_t> resident_kib(int pid) {
    return kib_line(fmt::format("/proc/{}/status", pid), "VmRSS:");
}

std::optional<std::int64_t> proportional_kib(int pid) {
    return kib_line(fmt::format("/proc/{}/smaps_rollup", pid), "Pss:");
}

std::optional<std::int64_t> open_descriptors(int pid) {
    std::error_code failed;
    fs::directory_iterator at(fmt::format("/proc/{}/fd", pid), failed);
    if (failed) {
        return std::nullopt;
    }
    std::int64_t count = 0;
    for (const fs::directory_iterator end; at != end && !failed; at.increment(failed)) {
        ++count;
    }
    return count;
}

std::optional<std::int64_t> processor_ms(int pid) {
    constexpr std::size_t user_time = 11;  // utime and stime, proc(5), counted from the state
    const auto words = stat_words(pid);
    if (words.size() <= user_time + 1) {
        return std::nullopt;
    }
    const auto ticks =
        std::strtoll(words[user_time].c_str(), nullptr, 10) + std::strtoll(words[user_time + 1].c_str(), nullptr, 10);
    return ticks * 1000 / ::sysconf(_SC_CLK_TCK);
}

std::optional<std::int64_t> starved_ms(int pid) {
    constexpr std::int64_t nanoseconds = 1'000'000;
    std::ifstream in(fmt::format("/proc/{}/schedstat", pid));
    std::int64_t ran = 0;
    std::int64_t waited = 0;
    in >> ran >> waited;
    return in ? std::optional(waited / nanoseconds) : std::nullopt;
}

std::vector<ChildProcess> children_of(int pid) {
    std::vector<ChildProcess> found;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator("/proc", ignored)) {
        const auto name = entry.path().filename().native();
        int number = 0;
        const auto [end, failed] = std::from_chars(name.data(), name.data() + name.size(), number);
        if (failed == std::errc() && end == name.data() + name.size() && parent_of(number) == pid) {
            found.push_back({number, program_of(number)});
        }
    }
    return found;
}

}  // namespace doorstep::rig
