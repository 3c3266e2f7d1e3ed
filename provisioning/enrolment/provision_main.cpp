// doorstep-provision: many kiosks on a bench become stations at once, unattended: progress, then one table of results.
#include <sys/wait.h>

#include <cstdio>
#include <mutex>
#include <thread>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "base/log.hpp"
#include "provisioning/enrolment/bench_row.hpp"
#include "provisioning/enrolment/run_command.hpp"

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

std::vector<RowResult> provision_all(const Bench& bench, const std::filesystem::path& folder) {
    TownshipCommands commands(bench.township, folder);
    const TownshipEnds ends{[&](const auto& station) { return commands.invite(station); },
                            [&](const auto& station, const auto& reply, const auto& code) {
                                return commands.confirm(station, reply, code);
                            }};
    std::vector<RowResult> results(bench.kiosks.size());
    std::vector<std::thread> rows;
    for (std::size_t i = 0; i < bench.kiosks.size(); ++i) {
        rows.emplace_back([&, i] {
            const auto& kiosk = bench.kiosks[i];
            results[i] = provision(kiosk, bench.release_fingerprint, ends, [&](wire::SetupStep step) {
                std::fprintf(stderr, "%s\n",
                             fmt::format("{}: {} of {}, {}", kiosk.station, static_cast<int>(step),
                                         static_cast<int>(wire::SetupStep_MAX), wire::SetupStep_Name(step))
                                 .c_str());
            });
        });
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

// True when every kiosk of the file is a station now.
Result<bool> run(const std::string& file, const std::filesystem::path& folder, bool as_json) {
    DOORSTEP_TRY(const auto text, read_text_file(file, largest_file));
    DOORSTEP_TRY(const auto bench, read_bench(text));
    DOORSTEP_CHECK(make_folder(folder, 0700));
    const auto results = provision_all(bench, folder);
    bool all = true;
    for (const auto& row : results) {
        all = all && row.trouble.empty();
        if (!row.report.empty()) {
            DOORSTEP_CHECK(write_file_durably(folder / ("report-" + row.station + ".txt"), as_bytes(row.report), 0644));
        }
    }
    as_json ? print_json(results) : print_table(results);
    return all;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("makes the kiosks of a bench stations of their township");
    std::string file;
    std::string folder = "bench";
    bool as_json = false;
    app.set_version_flag("--version", DOORSTEP_VERSION);
    app.add_option("FILE", file, "which kiosk becomes which station (docs/technician.md)")->required();
    app.add_option("--out", folder, "where invitations, replies and reports go")->capture_default_str();
    app.add_flag("--json", as_json, "the results as JSON");
    CLI11_PARSE(app, argc, argv);
    log::start("doorstep-provision");
    const auto all = run(file, folder, as_json);
    if (!all) {
        std::fprintf(stderr, "doorstep-provision: %s\n", all.error().text().c_str());
        return 2;
    }
    return *all ? 0 : 1;
}
