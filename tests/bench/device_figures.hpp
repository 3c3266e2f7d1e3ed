// The figures of `./dev bench devices`, one function each. Thread-bound. Each prints its rows and judges its goals;
// false when it could not be measured at all (it says why on standard error).
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/samples.hpp"
#include "tests/rig/hub_line.hpp"
#include "tests/rig/rig.hpp"

namespace doorstep::bench {

struct DeviceRounds {
    int reads = 300;
    int layings = 60;
    int scans = 3;
    int papers = 30;
    int pictures = 40;
};

// What was told, each with the moment it came; milliseconds of the steady clock.
class Heard {
  public:
    void take(const wire::HubEvent& event);
    // Forgets all.
    void clear();
    std::vector<double> pages();
    std::vector<std::pair<double, std::string>> frames();
    // The first time from `since` on that the card was told as lying there or not; 0 when not yet.
    double card(bool present, double since);
    // The first time from `since` on that the device was told in that state; 0 when not yet.
    double device(const std::string& id, wire::Device::State state, double since);

  private:
    std::mutex mutex_;
    std::vector<double> pages_;
    std::vector<std::pair<double, std::string>> frames_;
    std::vector<std::pair<double, bool>> cards_;
    std::vector<std::pair<double, wire::Device>> devices_;
};

double steady_ms();

class DeviceFigures {
  public:
    DeviceFigures(rig::Rig& rig, Goals& goals, const DeviceRounds& rounds, std::uint64_t seed);

    // Waits until all devices are ready and opens the session that all is measured in.
    bool begin();
    // Hub and all workers while nobody does anything.
    bool memory();
    // Reads at random moments of the hub's own looking for cards.
    bool reads();
    // From laying a card down to the event that says so.
    bool layings();
    // The same sheets through the hub and through scanimage, in turns.
    bool scans(const std::filesystem::path& pages);
    // From asking to the printer having the whole paper, through the hub and through ipptool, in turns.
    bool papers();
    // From a change in front of the lens to the first preview frame that shows it at the client; no screen is drawn.
    bool pictures();
    // From the death of a worker to its device being ready again.
    bool deaths();

  private:
    struct ScanTimes {
        double whole = 0;    // from asking to the last page
        double between = 0;  // from the first page to the last one, a page
    };
    static bool failed(const std::string& what);
    void pause(int least_ms, int most_ms);
    bool load_sheets(const std::filesystem::path& pages);
    bool scan_by_hub(ScanTimes& times);
    bool scan_bare(ScanTimes& times) const;
    bool print_by_hub(const std::string& pdf, Samples& samples);
    bool print_bare(const std::filesystem::path& file, Samples& samples);
    bool preview(bool on);
    bool change_picture(bool bright, Samples& samples);
    void measure_processor();
    bool death(const std::string& device, const std::string& program, wire::Device::State well, Samples& back);

    rig::Rig& rig_;
    Goals& goals_;
    const DeviceRounds rounds_;
    std::mt19937_64 random_;
    Heard heard_;
    rig::HubLine line_;
    std::string session_;
};

}  // namespace doorstep::bench
