// What stands around the kiosk: the desk with emulated devices, the township's command line, the processes and their
// pids.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace doorstep::autopilot {

// How to reach it all; filled from the environment that dev.d/station.sh sets.
struct Places {
    std::vector<std::string> desk;       // doorstep-bench-desk, with what stands before it
    std::vector<std::string> township;   // doorstep-township, likewise
    std::vector<std::string> agent_ctl;  // doorstep-agent-ctl, likewise
    std::filesystem::path pids;          // a file a process with its pid
    std::filesystem::path paper;         // where printed PDFs arrive
    std::filesystem::path kiosk_root;    // the station's DOORSTEP_ROOT
    std::filesystem::path speech;        // what the loudspeaker said, a line each
    std::filesystem::path stick;         // what a technician has plugged in
    std::filesystem::path control;       // start and stop of processes: a file named hold-NAME keeps it down
};

// From DOORSTEP_AUTOPILOT_* variables; a missing one is an empty place.
Places places_from_environment();

class Outside {
  public:
    explicit Outside(Places places) : places_(std::move(places)) {}
    // One command to the desk, e.g. {"insert-card", "zhao"}; false when the desk refuses.
    bool desk(const std::vector<std::string>& words) const;
    // One township command with --json; null when it failed.
    nlohmann::json township(const std::vector<std::string>& words) const;
    // The agent's status as JSON; null when it does not answer.
    nlohmann::json agent_status() const;
    // What the township does not have yet, as the agent lists it; null when it does not answer.
    nlohmann::json agent_items() const;
    // kill -9 of that process; its keeper starts it again. False when it is not running.
    bool kill_hard(const std::string& process) const;
    // Keeps a process down (after killing it hard) until release().
    void hold(const std::string& process) const;
    void release(const std::string& process) const;
    // PDFs that the printer emulator has received, oldest first.
    std::vector<std::filesystem::path> printed() const;
    // Waits until that many papers lie in the tray.
    bool wait_printed(std::size_t count, int seconds) const;
    // What was said aloud so far, "voice|text" each.
    std::vector<std::string> said() const;
    const Places& places() const { return places_; }

  private:
    Places places_;
};

}  // namespace doorstep::autopilot
