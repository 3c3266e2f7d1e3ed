// doorstep-provision: many kiosks on a bench become stations at once, unattended: progress, then one table of results.
#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <mutex>
#include <thread>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "base/log.hpp"
#include "base/service.hpp"
#include "provisioning/enrolment/bench_row.hpp"
#include "provisioning/enrolment/run_command.hpp"
#include "provisioning/enrolment/stick_run.hpp"

namespace {

using namespace doorstep;         // NOLINT: a program's main
using namespace doorstep::setup;  // NOLINT
using nlohmann::json;

constexpr std::size_t largest_file = 256U << 10U;
constexpr double second_ms = 1000;

// The township's commands, one at a time: they write the same database.
class TownshipCommands {
  public:
    TownshipCommands(std::vector<std::string> command, std::filesystem::path folder)
        : command_(std::move(command)), folder_(std::move(folder)) {}
    Result<std::string> invite(const std::string& station) {
        const auto file = (folder_ / ("invitation-" + station + ".json")).native();
        DOORSTEP_TRY(const auto told, run({"enrol-station", station, "--out", file, "--json"}));
        return told.at("code").get<std::string>();
    }
    Result<std::string> confirm(const std::string& station, const std::string& reply, const std::string& code) {
        const auto file = folder_ / ("reply-" + station + ".json");
        DOORSTEP_CHECK(write_file_atomically(file, as_bytes(reply), 0644));
        DOORSTEP_TRY(const auto told, run({"enrol-station", "--confirm", file.native(), "--code", code, "--json"}));
        return told.at("code").get<std::string>();
    }

  private:
    Result<json> run(const std::vector<std::string>& words) {
        auto all = command_;
        all.insert(all.end(), words.begin(), words.end());
        const std::lock_guard lock(mutex_);
        DOORSTEP_TRY(const auto out, run_command(all));
        auto told = json::parse(out, nullptr, false);
        if (!told.is_object() || !told.contains("code")) {
            return Error(BenchError::BadRow, "the township: " + out.substr(0, 200));
        }
        return told;
    }
    std::vector<std::string> command_;
    std::filesystem::path folder_;
    std::mutex mutex_;
};

// What the command line says beside the file.
struct Options {
    std::string file;
    std::filesystem::path folder = "bench";
    bool as_json = false;
    std::filesystem::path stick;  // empty: kiosks are reached as the file says
    std::string listen = "tcp://0.0.0.0:0";
    std::vector<std::string> addresses;
    std::int64_t patience_s = 3600;
};

// One line at a time, whole, whoever says it.
void say(const std::string& words) {
    std::fprintf(stderr, "%s\n", words.c_str());
}

// Sets one kiosk up, saying each step; `told` hears of it too.
using Told = std::function<void(wire::SetupStep)>;
using Provision = std::function<RowResult(const BenchKiosk&, const Told& told)>;

std::vector<RowResult> provision_all(const Bench& bench, const Provision& one) {
    std::vector<RowResult> results(bench.kiosks.size());
    std::vector<std::thread> rows;
    for (std::size_t i = 0; i < bench.kiosks.size(); ++i) {
        rows.emplace_back([&, i] { results[i] = one(bench.kiosks[i], [](wire::SetupStep) {}); });
    }
    for (auto& row : rows) {
        row.join();
    }
    return results;
}

void print_table(const std::vector<RowResult>& results) {
    std::printf(
        "%s\n",
        fmt::format("{:<20} {:<9} {:>7}  {:<28} {}", "station", "steps", "seconds", "not working", "trouble").c_str());
    for (const auto& row : results) {
        std::printf("%s\n", fmt::format("{:<20} {:<9} {:>7.1f}  {:<28} {}", row.station, row.steps,
                                        static_cast<double>(row.ms) / second_ms, row.missing,
                                        row.trouble.empty() ? "set up" : row.trouble)
                                .c_str());
    }
}

void print_json(const std::vector<RowResult>& results) {
    auto rows = json::array();
    for (const auto& row : results) {
        rows.push_back({{"station", row.station},
                        {"steps", row.steps},
                        {"missing", row.missing},
                        {"trouble", row.trouble},
                        {"ms", row.ms}});
    }
    std::printf("%s\n", json{{"kiosks", rows}}.dump().c_str());
}

void keep_report(const RowResult& row, const std::filesystem::path& folder) {
    if (row.report.empty()) {
        return;
    }
    const auto kept = write_file_durably(folder / ("report-" + row.station + ".txt"), as_bytes(row.report), 0644);
    if (!kept) {
        say(row.station + ": its report is not kept: " + kept.error().text());
    }
}

Result<std::vector<RowResult>> results_of(const Bench& bench, const Options& options, const Provision& one) {
    if (options.stick.empty()) {
        return provision_all(bench, one);
    }
    constexpr std::int64_t second = 1000;
    return provision_by_stick(bench, {options.listen, options.addresses, options.stick, options.folder,
                                      options.patience_s * second, stop_descriptor(), one, say});
}

// True when every kiosk of the file is a station now.
Result<bool> run(const Options& options) {
    DOORSTEP_TRY(const auto text, read_text_file(options.file, largest_file));
    DOORSTEP_TRY(const auto bench, read_bench(text, !options.stick.empty()));
    DOORSTEP_CHECK(make_folder(options.folder, 0700));
    TownshipCommands commands(bench.township, options.folder);
    const TownshipEnds ends{[&](const auto& station) { return commands.invite(station); },
                            [&](const auto& station, const auto& reply, const auto& code) {
                                return commands.confirm(station, reply, code);
                            }};
    const Provision one = [&](const BenchKiosk& kiosk, const Told& told) {
        const auto result = provision(kiosk, bench.release_fingerprint, ends, [&](wire::SetupStep step) {
            say(fmt::format("{}: {} of {}, {}", kiosk.station, static_cast<int>(step),
                            static_cast<int>(wire::SetupStep_MAX), wire::SetupStep_Name(step)));
            told(step);
        });
        keep_report(result, options.folder);
        return result;
    };
    DOORSTEP_TRY(const auto results, results_of(bench, options, one));
    const bool all = std::all_of(results.begin(), results.end(), [](const auto& row) { return row.trouble.empty(); });
    options.as_json ? print_json(results) : print_table(results);
    return all;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("makes the kiosks of a bench stations of their township");
    Options options;
    app.set_version_flag("--version", DOORSTEP_VERSION);
    app.add_option("FILE", options.file, "which kiosk becomes which station (docs/technician.md)")->required();
    app.add_option("--out", options.folder, "where invitations, replies and reports go")->capture_default_str();
    app.add_flag("--json", options.as_json, "the results as JSON");
    auto* stick = app.add_option("--stick", options.stick,
                                 "rows without `run` wait for kiosks; the file that leads them here is written into "
                                 "this folder, to be copied to sticks");
    app.add_option("--listen", options.listen, "where kiosks come in")->needs(stick)->capture_default_str();
    app.add_option("--address", options.addresses, "IPv4 by which kiosks reach this machine; each private one")
        ->needs(stick);
    app.add_option("--patience", options.patience_s, "seconds in which nothing happens, before it ends")
        ->needs(stick)
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    if (options.stick.empty()) {
        log::start("doorstep-provision");
    } else {
        start_service("doorstep-provision");  // told to stop, it still prints its table
    }
    const auto all = run(options);
    if (!all) {
        std::fprintf(stderr, "doorstep-provision: %s\n", all.error().text().c_str());
        return 2;
    }
    return *all ? 0 : 1;
}
