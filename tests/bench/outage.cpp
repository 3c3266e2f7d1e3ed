#include "tests/bench/outage.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <vector>

#include "base/files.hpp"
#include "tests/rig/process_figures.hpp"

namespace doorstep::bench {
namespace {

constexpr std::size_t most_a_process = 2500;  // descriptors, and four of them keep two processors busy

// A doorstep-bench-crowd and the pipes to it.
class CrowdProcess {
  public:
    CrowdProcess(const std::string& program, const std::string& state, std::size_t stations, std::size_t first) {
        int to[2];
        int from[2];
        if (::pipe2(to, O_CLOEXEC) != 0 || ::pipe2(from, O_CLOEXEC) != 0) {
            return;
        }
        child_ = ::fork();
        if (child_ == 0) {
            ::dup2(to[0], STDIN_FILENO);
            ::dup2(from[1], STDOUT_FILENO);
            const auto number = std::to_string(stations);
            const auto beginning = std::to_string(first);
            ::execl(program.c_str(), program.c_str(), "--state", state.c_str(), "--stations", number.c_str(), "--first",
                    beginning.c_str(), nullptr);
            ::_exit(127);
        }
        ::close(to[0]);
        ::close(from[1]);
        commands_ = ::fdopen(to[1], "w");
        answers_ = ::fdopen(from[0], "r");
    }
    ~CrowdProcess() {
        if (commands_ != nullptr) {
            std::fclose(commands_);
            std::fclose(answers_);
        }
        if (child_ > 0) {
            ::waitpid(child_, nullptr, 0);
        }
    }
    CrowdProcess(const CrowdProcess&) = delete;
    CrowdProcess& operator=(const CrowdProcess&) = delete;

    void say(const std::string& line) {
        std::fputs((line + "\n").c_str(), commands_);
        std::fflush(commands_);
    }
    // False when it ended without saying so.
    bool hears(const std::string& word) {
        char line[64];
        return answers_ != nullptr && std::fgets(line, sizeof line, answers_) != nullptr && line == word + "\n";
    }

  private:
    pid_t child_ = -1;
    FILE* commands_ = nullptr;
    FILE* answers_ = nullptr;
};

bool complain(const char* why) {
    std::fprintf(stderr, "bench: outage: %s\n", why);
    return false;
}

}  // namespace

bool measure_outage(township::testing::TownshipProcess& township, const std::string& crowd_program,
                    std::size_t stations, OutageFigures& figures) {
    township.stop();
    std::vector<std::unique_ptr<CrowdProcess>> crowds;
    for (std::size_t first = 0; first < stations; first += most_a_process) {
        crowds.push_back(std::make_unique<CrowdProcess>(crowd_program, township.state().native(),
                                                        std::min(most_a_process, stations - first), first));
        if (!crowds.back()->hears("ready")) {
            return complain("a crowd was not enrolled");
        }
    }
    if (!township.serve()) {
        return complain("the township did not start");
    }
    const auto memory = rig::resident_kib(township.pid()).value_or(0);
    const auto cpu = rig::processor_ms(township.pid()).value_or(0);
    const auto start = std::chrono::steady_clock::now();
    for (auto& crowd : crowds) {
        crowd->say(township.address());
    }
    for (auto& crowd : crowds) {
        if (!crowd->hears("done")) {
            return complain("a station did not deliver");
        }
    }
    const auto number = static_cast<double>(stations);
    figures.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    figures.cpu_ms = static_cast<double>(rig::processor_ms(township.pid()).value_or(0) - cpu) / number;
    figures.memory_kib = static_cast<double>(rig::resident_kib(township.pid()).value_or(0) - memory) / number;
    return true;
}

}  // namespace doorstep::bench
