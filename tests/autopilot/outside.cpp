#include "tests/autopilot/outside.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "tests/autopilot/child.hpp"

namespace doorstep::autopilot {
namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

std::vector<std::string> joined(std::vector<std::string> head, const std::vector<std::string>& tail) {
    head.insert(head.end(), tail.begin(), tail.end());
    return head;
}

nlohmann::json json_of(const Finished& finished) {
    auto parsed = finished.status == 0 ? nlohmann::json::parse(finished.output, nullptr, false) : nlohmann::json();
    return parsed.is_discarded() ? nlohmann::json() : parsed;
}

}  // namespace

Places places_from_environment() {
    return {words(variable("DOORSTEP_AUTOPILOT_DESK")),
            words(variable("DOORSTEP_AUTOPILOT_TOWNSHIP")),
            words(variable("DOORSTEP_AUTOPILOT_AGENT_CTL")),
            variable("DOORSTEP_AUTOPILOT_PIDS"),
            variable("DOORSTEP_AUTOPILOT_PAPER"),
            variable("DOORSTEP_AUTOPILOT_KIOSK_ROOT"),
            variable("DOORSTEP_AUTOPILOT_SPEECH"),
            variable("DOORSTEP_AUTOPILOT_STICK"),
            variable("DOORSTEP_AUTOPILOT_CONTROL")};
}

bool Outside::desk(const std::vector<std::string>& command) const {
    return run(joined(places_.desk, command)).status == 0;
}

nlohmann::json Outside::township(const std::vector<std::string>& command) const {
    return json_of(run(joined(joined(places_.township, command), {"--json"})));
}

nlohmann::json Outside::agent_status() const {
    return json_of(run(joined(places_.agent_ctl, {"status", "--json"})));
}

nlohmann::json Outside::agent_items() const {
    const auto answer = json_of(run(joined(places_.agent_ctl, {"items", "--json"})));
    return answer.is_object() ? answer.value("items", nlohmann::json()) : nlohmann::json();
}

bool Outside::kill_hard(const std::string& process) const {
    std::ifstream file(places_.pids / process);
    int pid = 0;
    return (file >> pid) && pid > 1 && kill(pid, SIGKILL) == 0;
}

void Outside::hold(const std::string& process) const {
    std::ofstream(places_.control / ("hold-" + process)) << "held\n";
    kill_hard(process);
}

void Outside::release(const std::string& process) const {
    std::filesystem::remove(places_.control / ("hold-" + process));
}

std::vector<std::filesystem::path> Outside::printed() const {
    std::vector<std::filesystem::path> out;
    std::error_code none;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(places_.paper, none)) {
        if (entry.path().extension() == ".pdf") {
            out.push_back(entry.path());
        }
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return std::filesystem::last_write_time(a) < std::filesystem::last_write_time(b);
    });
    return out;
}

bool Outside::wait_printed(std::size_t count, int seconds) const {
    for (int i = 0; i < seconds * 10 && printed().size() < count; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return printed().size() >= count;
}

std::vector<std::string> Outside::said() const {
    std::vector<std::string> lines;
    std::ifstream file(places_.speech);
    for (std::string line; std::getline(file, line);) {
        lines.push_back(line);
    }
    return lines;
}

}  // namespace doorstep::autopilot
