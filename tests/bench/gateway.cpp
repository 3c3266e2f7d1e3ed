// doorstep-bench-gateway: submissions that the township holds durably and has acknowledged, a second, from 1, 100 and
// 1,000 connected stations; beside a plain TCP + SQLite server, Redis, NATS and Mosquitto, in one run. Then an outage
// of all stations.

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "base/log.hpp"
#include "protocol/zmq_socket.hpp"
#include "tests/bench/crowd.hpp"
#include "tests/bench/descriptors.hpp"
#include "tests/bench/mqtt_peer.hpp"
#include "tests/bench/nats_peer.hpp"
#include "tests/bench/outage.hpp"
#include "tests/bench/redis_peer.hpp"
#include "tests/bench/samples.hpp"
#include "tests/bench/sync_count.hpp"
#include "tests/bench/tcp_floor.hpp"
#include "tests/rig/process_figures.hpp"
#include "township/testing/township_process.hpp"

namespace {

using namespace doorstep;
using namespace doorstep::bench;

constexpr std::size_t payload = 2048;

struct Options {
    std::filesystem::path folder;
    std::string programs;
    std::string share;
    int rounds = 3;
    std::size_t outage = 10'000;  // stations that come back at once
};

// One row of the table: so many stations at once.
struct Load {
    std::size_t stations;
    int each;  // hand-ins a station and round
    Samples ours;
    std::vector<Samples> others;  // as the peers stand
    double cpu_ms = 0;            // of the gateway, a submission
    double syncs = 0;             // of the gateway, a submission
};

using Peers = std::vector<std::unique_ptr<const Peer>>;

// Those that are here.
Peers peers_in(const std::filesystem::path& folder) {
    Peers all;
    all.push_back(std::make_unique<TcpFloor>(folder));
    all.push_back(std::make_unique<RedisPeer>(folder));
    all.push_back(std::make_unique<NatsPeer>(folder));
    all.push_back(std::make_unique<MqttPeer>(folder));
    std::erase_if(all, [](const auto& peer) { return peer->name().empty(); });
    return all;
}

struct Measured {
    township::testing::TownshipProcess& township;
    const SyncCount& syncs;
    const Peers& peers;
};

bool measure(const Options& options, const Measured& measured, Load& load) {
    EventLoop loop;
    Crowd crowd(loop);
    {
        const auto archive = township::Archive::open(measured.township.state());
        if (!archive || !crowd.enrol(**archive, load.stations)) {
            return false;
        }
    }
    crowd.dial(measured.township.address());
    if (!crowd.work()) {
        return false;
    }
    const int number = static_cast<int>(load.stations) * load.each;
    for (int round = 0; round < options.rounds; ++round) {
        crowd.prepare(load.each);
        const auto cpu = rig::processor_ms(measured.township.pid()).value_or(0);
        const auto syncs = measured.syncs.now();
        Samples took;
        bool good = true;
        took.time([&] { good = crowd.work(); });
        if (!good) {
            return false;
        }
        load.ours.add(1000 * number / took.last());
        load.cpu_ms = static_cast<double>(rig::processor_ms(measured.township.pid()).value_or(0) - cpu) / number;
        load.syncs = static_cast<double>(measured.syncs.now() - syncs) / number;
        load.others.resize(measured.peers.size());
        for (std::size_t i = 0; i < measured.peers.size(); ++i) {
            load.others[i].add(measured.peers[i]->rate(load.stations, number, payload));
        }
    }
    crowd.hang_up();
    return true;
}

void print(const std::vector<Load>& loads, const Peers& peers) {
    const auto row = [&](const std::string& what, const std::function<std::string(const Load&)>& cell) {
        std::printf("| %s |", what.c_str());
        for (const auto& load : loads) {
            std::printf(" %s |", cell(load).c_str());
        }
        std::printf("\n");
    };
    row("durable and acknowledged a second, median; stations",
        [](const Load& l) { return std::to_string(l.stations); });
    std::printf("|---|---|---|---|\n");
    row("gateway: CURVE, signatures, opening, archive",
        [](const Load& l) { return fmt::format("{:.0f}", l.ours.median()); });
    for (std::size_t i = 0; i < peers.size(); ++i) {
        row(peers[i]->name(), [i](const Load& l) { return fmt::format("{:.0f}", l.others[i].median()); });
    }
    row("gateway: ms of CPU a submission", [](const Load& l) { return fmt::format("{:.2f}", l.cpu_ms); });
    row("gateway: waits for the disk a submission", [](const Load& l) { return fmt::format("{:.2f}", l.syncs); });
}

void judge(const std::vector<Load>& loads, const Peers& peers, Goals& goals) {
    for (const auto& load : loads) {
        for (std::size_t i = 0; i < peers.size(); ++i) {
            if (!peers[i]->rank().empty()) {
                goals.at_least(fmt::format("{}-stations-over-{}", load.stations, peers[i]->rank()),
                               load.ours.median() / load.others[i].median(), 1, "×");
            }
        }
    }
}

void judge_outage(const OutageFigures& outage, Goals& goals) {
    goals.at_most("outage-all-delivered", outage.seconds, 60, " s");
    goals.at_most("outage-cpu-a-station", outage.cpu_ms, 1.5, " ms");
    goals.at_most("outage-memory-a-station", outage.memory_kib, 64, " KiB");
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("measures the township's gateway beside other servers that keep what they are sent");
    Options options;
    app.add_option("--folder", options.folder, "empty work folder on the disk to be measured")->required();
    app.add_option("--programs", options.programs, "folder of doorstep-township")->required();
    app.add_option("--share", options.share, "folder with schemes/")->required();
    app.add_option("--outage", options.outage, "stations that come back at once")->capture_default_str();
    app.add_option("--rounds", options.rounds, "rounds of every row")->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    ::setenv("DOORSTEP_LOG", "error", 1);
    log::start("bench-gateway");
    ::setenv("TMPDIR", options.folder.c_str(), 1);  // where the township's folder is made
    allow_descriptors();
    constexpr int most_sockets = 4000;  // of a hundred and a thousand stations, some of which close a little later
    protocol::allow_sockets(most_sockets);
    const SyncCount syncs(options.folder / "syncs");
    const auto peers = peers_in(options.folder);
    township::testing::TownshipProcess township(options.programs + "/doorstep-township", options.share);
    township.set_environment("LD_PRELOAD", DOORSTEP_SYNC_SHIM);
    township.set_environment("DOORSTEP_SYNC_COUNT", syncs.file());
    if (!township.serve()) {
        std::fprintf(stderr, "bench: the township did not start\n");
        return 1;
    }
    std::vector<Load> loads(3);
    loads[0].stations = 1;
    loads[0].each = 200;
    loads[1].stations = 100;
    loads[1].each = 10;
    loads[2].stations = 1000;
    loads[2].each = 1;
    for (auto& load : loads) {
        if (!measure(options, {township, syncs, peers}, load)) {
            return 1;
        }
    }
    OutageFigures outage;
    if (!measure_outage(township, options.programs + "/doorstep-bench-crowd", options.outage, outage)) {
        return 1;
    }
    print(loads, peers);
    std::printf("%zu stations come back at once: %.1f s, %.2f ms of CPU and %.1f KiB a station at the gateway\n",
                options.outage, outage.seconds, outage.cpu_ms, outage.memory_kib);
    Goals goals;
    judge(loads, peers, goals);
    judge_outage(outage, goals);
    return goals.finish();
}
