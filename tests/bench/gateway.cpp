// doorstep-bench-gateway: submissions that the township holds durably and has acknowledged, a second, from 1, 100 and
// some 900 connected stations; beside a plain TCP + SQLite server and Redis, in one run.

#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "base/log.hpp"
#include "tests/bench/crowd.hpp"
#include "tests/bench/redis_peer.hpp"
#include "tests/bench/samples.hpp"
#include "tests/bench/sync_count.hpp"
#include "tests/bench/tcp_floor.hpp"
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
};

// One row of the table: so many stations at once.
struct Load {
    std::size_t stations;
    int each;  // hand-ins a station and round
    Samples ours;
    Samples floor;
    Samples redis;
    double cpu_ms = 0;  // of the gateway, a submission
    double syncs = 0;   // of the gateway, a submission
};

// User and system time of a process.
double cpu_seconds(pid_t pid) {
    std::ifstream in(fmt::format("/proc/{}/stat", pid));
    std::string word;
    std::string line;
    std::getline(in, line);
    std::istringstream rest(line.substr(line.rfind(')') + 2));
    constexpr int before_utime = 11;
    for (int i = 0; i < before_utime; ++i) {
        rest >> word;
    }
    double user = 0;
    double system = 0;
    rest >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

struct Peers {
    township::testing::TownshipProcess& township;
    const SyncCount& syncs;
    const TcpFloor& floor;
    const RedisPeer& redis;
};

bool measure(const Options& options, const Peers& peers, Load& load) {
    EventLoop loop;
    Crowd crowd(loop);
    {
        const auto archive = township::Archive::open(peers.township.state());
        if (!archive || !crowd.enrol(**archive, load.stations)) {
            return false;
        }
    }
    if (!crowd.begin(peers.township.address())) {
        return false;
    }
    const int number = static_cast<int>(load.stations) * load.each;
    for (int round = 0; round < options.rounds; ++round) {
        crowd.prepare(load.each);
        const auto cpu = cpu_seconds(peers.township.pid());
        const auto syncs = peers.syncs.now();
        Samples took;
        bool good = true;
        took.time([&] { good = crowd.hand_in_all(); });
        if (!good) {
            return false;
        }
        load.ours.add(1000 * number / took.last());
        load.cpu_ms = 1000 * (cpu_seconds(peers.township.pid()) - cpu) / number;
        load.syncs = static_cast<double>(peers.syncs.now() - syncs) / number;
        load.floor.add(peers.floor.rate(load.stations, number, payload));
        if (!peers.redis.version().empty()) {
            load.redis.add(peers.redis.rate(load.stations, number, payload));
        }
    }
    crowd.hang_up();
    return true;
}

void print(const std::vector<Load>& loads, const RedisPeer& redis) {
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
    row("plain TCP + SQLite, WAL, FULL, one commit each",
        [](const Load& l) { return fmt::format("{:.0f}", l.floor.median()); });
    if (!redis.version().empty()) {
        row(redis.version() + ", AOF, appendfsync always",
            [](const Load& l) { return fmt::format("{:.0f}", l.redis.median()); });
    }
    row("gateway: ms of CPU a submission", [](const Load& l) { return fmt::format("{:.2f}", l.cpu_ms); });
    row("gateway: waits for the disk a submission", [](const Load& l) { return fmt::format("{:.2f}", l.syncs); });
}

void judge(const std::vector<Load>& loads, const RedisPeer& redis, Goals& goals) {
    for (const auto& load : loads) {
        goals.at_least(fmt::format("{}-stations-over-tcp-sqlite", load.stations),
                       load.ours.median() / load.floor.median(), 1, "×");
        if (!redis.version().empty()) {
            goals.at_least(fmt::format("{}-stations-over-redis", load.stations),
                           load.ours.median() / load.redis.median(), 1, "×");
        }
    }
}

// A thousand connections of both ends.
void allow_descriptors() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("measures the township's gateway beside other servers that keep what they are sent");
    Options options;
    app.add_option("--folder", options.folder, "empty work folder on the disk to be measured")->required();
    app.add_option("--programs", options.programs, "folder of doorstep-township")->required();
    app.add_option("--share", options.share, "folder with schemes/")->required();
    app.add_option("--rounds", options.rounds, "rounds of every row")->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    ::setenv("DOORSTEP_LOG", "error", 1);
    log::start("bench-gateway");
    ::setenv("TMPDIR", options.folder.c_str(), 1);  // where the township's folder is made
    allow_descriptors();
    const SyncCount syncs(options.folder / "syncs");
    const TcpFloor floor(options.folder);
    const RedisPeer redis(options.folder);
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
    loads[2].stations = 899;  // libzmq lets a process have 1,023 sockets, and those of before go a little later
    loads[2].each = 1;
    for (auto& load : loads) {
        if (!measure(options, {township, syncs, floor, redis}, load)) {
            return 1;
        }
    }
    print(loads, redis);
    Goals goals;
    judge(loads, redis, goals);
    return goals.finish();
}
