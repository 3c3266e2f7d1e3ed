// doorstep-chaos-devices: all emulated devices misbehave at once while a client reads, scans, prints and looks. Prints
// the seed, what was done and what came of it, then each violation. Exit 0: none; 1: some; 2: it could not be started.
#include <stdlib.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <random>
#include <regex>
#include <thread>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "emulators/camera/camera_emulator.hpp"
#include "tests/chaos/sheets.hpp"
#include "tests/chaos/storm.hpp"
#include "tests/chaos/visits.hpp"
#include "tests/rig/process_figures.hpp"

namespace {

using namespace doorstep;
using namespace doorstep::chaos;
namespace fs = std::filesystem;

// The circuit of a worker that died often is open for a minute.
constexpr std::int64_t well_again_within_ms = 100'000;
constexpr std::int64_t sample_every_ms = 250;

// Those of the conversation itself (FAULT_INTERNAL, FAULT_TIMEOUT …) have rows too, but no device's trouble ends in
// one.
bool is_of_a_device(wire::FaultCode code) {
    return code >= wire::FAULT_READER_MISSING || code == wire::FAULT_UNAVAILABLE || code == wire::FAULT_BUSY;
}

// The faults with a row of their own in docs/devices.md; two with the same English sentence count as none.
std::set<wire::FaultCode> sentences(const fs::path& matrix) {
    std::ifstream in(matrix);
    const std::regex row(R"(^\|[^|]*\|[^|]*\|[^|]*\| `(FAULT_\w+)` \| ([^|]+) \|)");
    std::map<std::string, wire::FaultCode> by_words;
    std::set<wire::FaultCode> own;
    for (std::string line; std::getline(in, line);) {
        std::smatch found;
        wire::FaultCode code{};
        if (std::regex_search(line, found, row) && wire::FaultCode_Parse(found[1], &code) && is_of_a_device(code)) {
            const auto [other, is_new] = by_words.emplace(found[2], code);
            if (is_new || other->second == code) {
                own.insert(code);
            } else {
                own.erase(other->second);
            }
        }
    }
    return own;
}

// Looks at the hub, its workers and the machine until destroyed.
class Watcher {
  public:
    Watcher(const rig::Rig& rig, Ledger& ledger) : hub_(rig.hub_pid()), ledger_(ledger), thread_([this] { watch(); }) {}
    ~Watcher() {
        over_ = true;
        thread_.join();
    }
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

  private:
    void watch() {
        auto last = monotonic_milliseconds();
        while (!over_) {
            std::this_thread::sleep_for(std::chrono::milliseconds(sample_every_ms));
            if (const auto size = rig::resident_kib(hub_)) {
                ledger_.hub_size(*size);
            }
            const auto now = monotonic_milliseconds();
            // This thread has nothing else to do: what it overslept, it waited. It stands for the emulators' threads.
            const auto overslept = now - last - sample_every_ms;
            ledger_.machine_look(now, std::max(overslept, longest_wait()), now - last);
            last = now;
        }
    }
    // Of hub and workers since the last look.
    std::int64_t longest_wait() {
        std::map<int, std::int64_t> now;
        auto processes = rig::children_of(hub_);
        processes.push_back({hub_, "doorstep-hub"});
        std::int64_t longest = 0;
        for (const auto& process : processes) {
            const auto waited = rig::starved_ms(process.pid);
            if (!waited) {
                continue;
            }
            now[process.pid] = *waited;
            const auto before = waited_.find(process.pid);
            longest = std::max(longest, *waited - (before == waited_.end() ? 0 : before->second));
        }
        waited_ = std::move(now);
        return longest;
    }

    const int hub_;
    Ledger& ledger_;
    std::map<int, std::int64_t> waited_;  // by process, since it began
    std::atomic<bool> over_ = false;
    std::thread thread_;  // last: starts when all else is there
};

// What must never stand in the hub's and its workers' log.
void judge_log(const fs::path& log, Ledger& ledger) {
    std::ifstream in(log);
    for (std::string line; std::getline(in, line);) {
        for (const auto* sign : {"is not in the table", "outside its session", "Sanitizer", "terminate called"}) {
            if (line.find(sign) != std::string::npos) {
                ledger.violation("the log says: " + line);
            }
        }
    }
}

void print_counts(const char* what, const std::map<std::string, int>& counts) {
    std::printf("%s\n", what);
    for (const auto& [name, times] : counts) {
        std::printf("  %6d  %s\n", times, name.c_str());
    }
}

int report(const Ledger& ledger, int visits) {
    print_counts("done to the devices", ledger.troubles_done());
    print_counts("what came of it", ledger.outcomes());
    const auto [early, late] = ledger.growth();
    std::printf("%d visits; memory of the hub: %lld KiB, then %lld KiB (may grow by %lld)\n", visits,
                static_cast<long long>(early), static_cast<long long>(late), static_cast<long long>(most_growth_kib));
    std::printf("somebody had no processor for more than half of the time at %.1f %% of the looks\n",
                ledger.starved_share());
    const auto violations = ledger.violations();
    for (const auto& what : violations) {
        std::printf("VIOLATION %s\n", what.c_str());
    }
    std::printf("%zu violations\n", violations.size());
    return violations.empty() ? 0 : 1;
}

struct Options {
    rig::RigOptions rig;
    fs::path matrix;
    double minutes = 10;
    std::uint64_t seed = std::random_device{}();
    fs::path keep_log;
};

// The emulators live in this process: their log would drown the report. The hub keeps its own.
void quiet_log() {
    const char* given = std::getenv("DOORSTEP_LOG");
    if (given == nullptr) {
        ::setenv("DOORSTEP_LOG", "error", 1);
    }
    log::start("chaos");
    if (given == nullptr) {
        ::unsetenv("DOORSTEP_LOG");
    }
}

int run(const Options& options) {
    quiet_log();
    std::printf("seed %llu, %.1f minutes\n", static_cast<unsigned long long>(options.seed), options.minutes);
    std::fflush(stdout);
    auto rig = rig::Rig::start(options.rig);
    if (!rig) {
        std::fprintf(stderr, "chaos: %s\n", rig.error().text().c_str());
        return 2;
    }
    Ledger ledger(sentences(options.matrix));
    const auto clip = storm_clip(**rig);
    std::ofstream(clip, std::ios::binary) << as_text(emulators::encode_jpeg(draw_sheet(1), 90));
    if (const auto shown = (*rig)->camera().order({{"do", "show"}, {"files", {clip.native()}}}); !shown) {
        std::fprintf(stderr, "chaos: %s\n", shown.error().text().c_str());
        return 2;
    }
    int visits = 0;
    {
        Watcher watcher(**rig, ledger);
        Visits people(**rig, ledger, options.rig.cards, options.seed);
        if (!people.all_well_within(well_again_within_ms)) {
            ledger.violation("not all devices worked before the storm");
        }
        const auto descriptors = rig::open_descriptors((*rig)->hub_pid());
        Storm storm(**rig, ledger, options.seed + 1000, options.minutes >= 1);
        people.run(static_cast<std::int64_t>(options.minutes * 60'000));
        storm.calm();
        people.all_well_within(well_again_within_ms);
        if (const auto after = rig::open_descriptors((*rig)->hub_pid()); descriptors && after) {
            ledger.hub_descriptors(*descriptors, *after);
        }
        visits = people.visits();
    }
    if (!(*rig)->hub_runs()) {
        ledger.violation("the hub has ended");
    }
    judge_log((*rig)->hub_log(), ledger);
    ledger.finish();
    std::error_code ignored;
    if (!options.keep_log.empty()) {
        fs::copy_file((*rig)->hub_log(), options.keep_log, fs::copy_options::overwrite_existing, ignored);
    }
    return report(ledger, visits);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("all emulated devices misbehave at once while a client reads, scans, prints and looks");
    Options options;
    options.rig.page_time = std::chrono::milliseconds(60);
    options.rig.read_time = std::chrono::milliseconds(30);
    options.rig.print_ms = 150;
    options.rig.programs = fs::read_symlink("/proc/self/exe").parent_path();
    app.add_option("--minutes", options.minutes, "how long the storm blows")->capture_default_str();
    app.add_option("--seed", options.seed, "what is done in which order; moments differ all the same");
    app.add_option("--cards", options.rig.cards, "card files")->required();
    app.add_option("--sentences", options.matrix, "docs/devices.md: the faults and their sentences")->required();
    app.add_option("--keep-log", options.keep_log, "where the hub's log is copied to at the end");
    CLI11_PARSE(app, argc, argv);
    return run(options);
}
