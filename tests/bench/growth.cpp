// doorstep-bench-growth: what a gateway takes in with ten thousand and with a million records in its archive, on each
// store. The two archives of a store are asked in turns, so that a busy machine is busy for both.

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "base/log.hpp"
#include "tests/bench/archive_fill.hpp"
#include "tests/bench/crowd.hpp"
#include "tests/bench/samples.hpp"
#include "township/testing/postgres_server.hpp"
#include "township/testing/store_under_test.hpp"
#include "township/testing/township_process.hpp"

namespace {

using namespace doorstep;
using namespace doorstep::bench;
using township::testing::PostgresServer;
using township::testing::store_lines;
using township::testing::store_on;
using township::testing::TownshipProcess;

constexpr std::size_t stations = 100;
constexpr std::int64_t shallow = 10'000;

struct Options {
    std::filesystem::path folder;
    std::string programs;
    std::string share;
    std::int64_t deep = 1'000'000;
    int rounds = 5;
    int each = 5;
    std::string store = "both";
};

bool complain(const std::string& why) {
    std::fprintf(stderr, "bench: %s\n", why.c_str());
    return false;
}

// A township with so many records, and the crowd that hands in there.
class Grown {
  public:
    Grown(const Options& options, township::StoreSettings settings)
        : settings_(std::move(settings)),
          town_(options.programs + "/doorstep-township", options.share, store_lines(settings_)) {}
    bool grow(std::int64_t records) {
        {
            const auto archive = township::Archive::open(town_.state(), system_clock(), settings_);
            if (!archive || !crowd_.enrol(**archive, stations)) {
                return complain("no stations");
            }
        }
        // The pattern, and a gateway that is warm.
        if (!begin() || !hand_in(1)) {
            return false;
        }
        crowd_.hang_up();
        town_.stop();
        const auto archive = township::Archive::open(town_.state(), system_clock(), settings_);
        const auto filled = archive ? fill_archive(**archive, records, stations) : Status(archive.error());
        return filled ? begin() && hand_in(1) : complain(filled.error().text());
    }
    bool measure(int each) {
        bool good = true;
        Samples took;
        crowd_.prepare(each);
        took.time([&] { good = crowd_.work(); });
        rates_.add(1000 * static_cast<double>(stations) * each / took.last());
        return good;
    }
    const Samples& rates() const { return rates_; }

  private:
    bool begin() {
        if (!town_.serve()) {
            return complain("the township did not start");
        }
        crowd_.dial(town_.address());
        return true;
    }
    bool hand_in(int each) {
        crowd_.prepare(each);
        return crowd_.work();
    }

    township::StoreSettings settings_;
    TownshipProcess town_;
    EventLoop loop_;
    Crowd crowd_{loop_};
    Samples rates_;
};

bool compare(const Options& options, const std::string& store, const std::function<township::StoreSettings()>& place,
             Goals& goals) {
    Grown few(options, place());
    Grown many(options, place());
    if (!few.grow(shallow) || !many.grow(options.deep)) {
        return false;
    }
    for (int round = 0; round < options.rounds; ++round) {
        if (!few.measure(options.each) || !many.measure(options.each)) {
            return false;
        }
    }
    std::printf("| %s | %.0f | %.0f |\n", store.c_str(), few.rates().median(), many.rates().median());
    goals.at_most(store + "-growth", few.rates().median() / many.rates().median(), 1.5, " ×");
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("measures what a gateway takes in when its archive is small and when it is large");
    Options options;
    app.add_option("--folder", options.folder, "empty work folder on the disk to be measured")->required();
    app.add_option("--programs", options.programs, "folder of doorstep-township")->required();
    app.add_option("--share", options.share, "folder with schemes/")->required();
    app.add_option("--deep", options.deep, "records of the large archive")->capture_default_str();
    app.add_option("--rounds", options.rounds, "rounds of each")->capture_default_str();
    app.add_option("--store", options.store, "the store asked")
        ->check(CLI::IsMember({"sqlite", "postgresql", "both"}))
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    ::setenv("DOORSTEP_LOG", "error", 1);
    log::start("bench-growth");
    ::setenv("TMPDIR", options.folder.c_str(), 1);  // where the townships' folders are made
    Goals goals;
    std::printf(
        "| held and acknowledged a second, %zu stations, median | %lld records | %lld records |\n|---|---|---|\n",
        stations, static_cast<long long>(shallow), static_cast<long long>(options.deep));
    bool good =
        options.store == "postgresql" || compare(
                                             options, "sqlite", [] { return township::StoreSettings(); }, goals);
    if (good && options.store != "sqlite") {
        PostgresServer server(PostgresServer::Disk::Synced, PostgresServer::Size::County);
        good = compare(
            options, "postgresql", [&] { return store_on(server); }, goals);
    }
    return good ? goals.finish() : 1;
}
