// doorstep-bench-outbox: what the sealed outbox takes for a hand-in, alone, from many at once, and with a backlog; side
// by side in one run with a straight line, a bare insert and a bare append.

#include <atomic>
#include <barrier>
#include <chrono>
#include <cstdio>
#include <thread>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "tests/bench/bare_insert.hpp"
#include "tests/bench/bench_station.hpp"
#include "tests/bench/samples.hpp"
#include "tests/bench/straight_line.hpp"

namespace {

using namespace doorstep;
using namespace doorstep::bench;

constexpr int block = 20;  // hand-ins timed together
constexpr int many = 16;   // clients at once

struct Options {
    std::filesystem::path folder;
    std::string programs;
    int rounds = 10;
    std::int64_t deep = 1'000'000;
};

// Room for all that this bench hands in.
std::int64_t most_items(const Options& options) {
    return 2 * options.deep + 100'000;
}

double seconds_of(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

bool straight_block(StraightLine& floor, Samples& rates) {
    const auto bytes = random_content();
    const protocol::PartToSeal part{1, wire::ANSWERS, "application/json", as_bytes(bytes)};
    std::vector<Uuid> drafts;
    for (int i = 0; i < block; ++i) {
        drafts.push_back(floor.draft({&part, 1}).value());
    }
    bool good = true;
    rates.add(block / seconds_of([&] {
                  for (const auto& draft : drafts) {
                      good = floor.submit(draft, {&part, 1}) && good;
                  }
              }));
    return good;
}

bool alone_block(Desk& desk, Samples& rates) {
    if (!desk.prepare(block)) {
        return false;
    }
    bool good = true;
    rates.add(block / seconds_of([&] { good = desk.hand_in_all(); }));
    return good;
}

struct Crowd {
    std::vector<std::unique_ptr<Desk>> desks;
    Samples rates;
    std::uint64_t syncs = 0;
    std::uint64_t hand_ins = 0;
};

bool crowd_block(Crowd& crowd, const SyncCount& syncs) {
    for (auto& desk : crowd.desks) {
        if (!desk->prepare(block)) {
            return false;
        }
    }
    std::atomic<bool> good = true;
    std::barrier ready(static_cast<std::ptrdiff_t>(crowd.desks.size()) + 1);
    std::vector<std::thread> threads;
    for (auto& desk : crowd.desks) {
        threads.emplace_back([&] {
            ready.arrive_and_wait();
            if (!desk->hand_in_all()) {
                good = false;
            }
        });
    }
    const auto before = syncs.now();
    const auto number = crowd.desks.size() * block;
    crowd.rates.add(static_cast<double>(number) / seconds_of([&] {
                        ready.arrive_and_wait();
                        for (auto& thread : threads) {
                            thread.join();
                        }
                    }));
    crowd.syncs += syncs.now() - before;
    crowd.hand_ins += number;
    return good;
}

void print_rate(const std::string& what, const Samples& rates) {
    std::printf("| %-58s | %5zu | %9.0f | %9.0f |\n", what.c_str(), rates.size(), rates.median(), rates.quantile(0.05));
}

// Hand-ins a second: one kiosk, sixteen at once, and what the same bytes take without us.
bool measure_rates(const Options& options, Goals& goals) {
    const SyncCount syncs(options.folder / "syncs");
    const BenchStation station({options.folder, options.programs, most_items(options)}, syncs);
    StraightLine floor(options.folder / "straight");
    BareInsert insert(options.folder / "bare.db");
    Desk alone(station);
    Crowd crowd;
    for (int i = 0; i < many; ++i) {
        crowd.desks.push_back(std::make_unique<Desk>(station));
    }
    Samples ours;
    Samples straight;
    Samples inserts;
    Samples appends;
    bool good = station.good();
    for (int round = 0; good && round < options.rounds; ++round) {
        good = alone_block(alone, ours) && straight_block(floor, straight) && crowd_block(crowd, syncs);
        inserts.add(block / seconds_of([&] {
                        for (int i = 0; i < block; ++i) {
                            good = insert.commit(hand_in_bytes) && good;
                        }
                    }));
        appends.add(block / seconds_of([&] {
                        for (int i = 0; i < block; ++i) {
                            good = floor.bare_append(hand_in_bytes) && good;
                        }
                    }));
    }
    print_head("median /s", "p5 /s");
    print_rate("hand-ins of 2 KiB, one client", ours);
    print_rate(fmt::format("hand-ins of 2 KiB, {} clients", many), crowd.rates);
    print_rate("straight line: seal, insert, commit", straight);
    print_rate("bare SQLite insert of 2 KiB, WAL, FULL", inserts);
    print_rate("bare append of 2 KiB + fdatasync", appends);
    if (!good) {
        std::fprintf(stderr, "bench: a hand-in failed\n");
        return false;
    }
    goals.at_least("one-client-rate", ours.median() / straight.median(), 0.8, "×");
    goals.at_least(fmt::format("{}-clients-rate", many), crowd.rates.median() / straight.median(), 1.5, "×");
    goals.at_most(fmt::format("syncs-per-hand-in-of-{}", many),
                  static_cast<double>(crowd.syncs) / static_cast<double>(crowd.hand_ins), 0.25, "");
    return true;
}

// One outbox of each depth, asked in turn.
bool measure_growth(const Options& options, Goals& goals) {
    struct Depth {
        std::int64_t items;
        double restart_bound;  // seconds; 0: no goal
        std::unique_ptr<BenchStation> station;
        std::unique_ptr<Desk> desk;
        Samples latency;  // ms
        Samples restart;  // s
    };
    const SyncCount syncs(options.folder / "syncs-of-growth");
    std::vector<Depth> depths;
    depths.push_back({10, 0, {}, {}, {}, {}});
    depths.push_back({10'000, 1, {}, {}, {}, {}});
    depths.push_back({options.deep, 5, {}, {}, {}, {}});
    for (auto& depth : depths) {
        depth.station = std::make_unique<BenchStation>(
            BenchStation::Place{options.folder, options.programs, most_items(options)}, syncs);
        Desk first(*depth.station);
        if (!depth.station->good() || !first.prepare(1) || !first.hand_in_all() || !depth.station->fill(depth.items)) {
            std::fprintf(stderr, "bench: an outbox of %lld could not be made\n", static_cast<long long>(depth.items));
            return false;
        }
        constexpr int restarts = 3;
        for (int i = 0; i < restarts; ++i) {
            depth.restart.add(depth.station->restart_seconds());
        }
        depth.desk = std::make_unique<Desk>(*depth.station);
    }
    constexpr int hand_ins_a_round = 6;
    bool good = true;
    for (int i = 0; good && i < options.rounds * hand_ins_a_round; ++i) {
        for (auto& depth : depths) {
            good = depth.desk->prepare(1) && good;
            const double seconds = seconds_of([&] { good = depth.desk->hand_in_all() && good; });
            if (i > 2) {
                depth.latency.add(1000 * seconds);
            }
        }
    }
    print_head("median ms", "p95 ms");
    for (const auto& depth : depths) {
        print_row(fmt::format("hand-in of 2 KiB with {} waiting", depth.items), depth.latency);
    }
    print_head("median s", "p95 s");
    for (const auto& depth : depths) {
        print_row(fmt::format("restart → first answer with {} waiting", depth.items), depth.restart);
    }
    for (const auto& depth : depths) {
        if (depth.restart_bound > 0) {
            goals.at_most(fmt::format("hand-in-with-{}-waiting", depth.items),
                          depth.latency.median() / depths.front().latency.median(), 1.3, "×");
            goals.at_most(fmt::format("restart-with-{}-waiting", depth.items), depth.restart.median(),
                          depth.restart_bound, " s");
        }
    }
    return good;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("measures the sealed outbox of an agent without a line");
    Options options;
    app.add_option("--folder", options.folder, "empty work folder on the disk to be measured")->required();
    app.add_option("--programs", options.programs, "folder of doorstep-agent")->required();
    app.add_option("--rounds", options.rounds, "rounds of every row")->capture_default_str();
    app.add_option("--deep", options.deep, "items of the deepest backlog")->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    Goals goals;
    const bool good = measure_rates(options, goals) && measure_growth(options, goals);
    return good ? goals.finish() : 1;
}
