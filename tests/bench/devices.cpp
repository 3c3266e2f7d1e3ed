// doorstep-bench-devices: what the hub adds to the devices themselves, side by side in one run: the real hub and its
// workers against emulated devices, bare `scanimage` and `ipptool` against the same ones.

#include <cstdio>
#include <random>

#include <CLI/CLI.hpp>

#include "base/log.hpp"
#include "tests/bench/device_figures.hpp"

namespace {

using namespace doorstep;
using namespace doorstep::bench;

// The emulators live in this process: their log would stand between the table's rows.
void quiet_log() {
    ::setenv("DOORSTEP_LOG", "error", 1);
    log::start("bench");
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("measures the device hub against emulated devices");
    rig::RigOptions devices;
    DeviceRounds rounds;
    std::filesystem::path pages;
    std::uint64_t seed = std::random_device{}();
    devices.read_time = std::chrono::milliseconds(30);
    devices.print_ms = 0;
    devices.camera_frames_per_second = 15;
    devices.preview_rate = 15;
    devices.preview_width = 1280;
    devices.programs = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    app.add_option("--cards", devices.cards, "card files")->required();
    app.add_option("--pages", pages, "pictures that are scanned")->required();
    app.add_option("--reads", rounds.reads, "card reads")->capture_default_str();
    app.add_option("--layings", rounds.layings, "cards laid down")->capture_default_str();
    app.add_option("--scans", rounds.scans, "scans of eight sheets each way")->capture_default_str();
    app.add_option("--papers", rounds.papers, "papers printed each way")->capture_default_str();
    app.add_option("--pictures", rounds.pictures, "changes in front of the camera")->capture_default_str();
    app.add_option("--seed", seed, "of the random pauses");
    CLI11_PARSE(app, argc, argv);
    quiet_log();
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    auto rig = rig::Rig::start(devices);
    if (!rig) {
        std::fprintf(stderr, "bench: %s\n", rig.error().text().c_str());
        return 1;
    }
    print_head();
    Goals goals;
    DeviceFigures figures(**rig, goals, rounds, seed);
    const bool good = figures.begin() && figures.memory() && figures.reads() && figures.layings() &&
                      figures.scans(pages) && figures.papers() && figures.pictures() && figures.deaths();
    return good ? goals.finish() : 1;
}
