// doorstep-bench-line: what the line of a village gives. A real station and a real township with a road of 2 Mbit/s and
// 60 ms (there and back) between them: bytes on the wire, an application of 40 pages beside a bare TCP copy, a check-in
// behind it, and how soon the line is used again after an outage.

#include <cstdio>
#include <random>
#include <thread>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "base/log.hpp"
#include "tests/bench/bare_copy.hpp"
#include "tests/bench/line_station.hpp"
#include "tests/bench/samples.hpp"

namespace {

using namespace doorstep;
using namespace doorstep::bench;

struct Options {
    std::filesystem::path folder;
    std::string programs;
    std::string share;
    std::size_t pages = 40;
    int rounds = 1;
    double outage_s = 40;
    int take = 0;
};

struct Figures {
    double wire_of_scans = 0;  // bytes from the station on the wire, a byte of content
    Samples check_in_up;       // bytes more than the content, from the station
    Samples check_in_down;     // bytes to the station
    double behind_s = 0;       // a check-in handed in while the scans are sent
    Samples copy_s;            // bare TCP copy, 3 % loss
    Samples ours_s;            // the application, 3 % loss
    Samples back_s;            // line back → first acknowledgement
};

constexpr std::size_t page_bytes = 300'000;
constexpr double long_wait_s = 900;

std::vector<std::string> pages_of(std::size_t number) {
    static std::mt19937_64 random(1);
    std::vector<std::string> pages(number, std::string(page_bytes, '\0'));
    for (auto& page : pages) {
        for (auto& byte : page) {
            byte = static_cast<char>(random());
        }
    }
    return pages;
}

// A run takes minutes.
void tell(const char* what) {
    std::fprintf(stderr, "bench: line: %s\n", what);
}

void rest(double seconds) {
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
}

// One check-in on an idle line.
bool measure_check_ins(road::Road& road, LineStation& station, Figures& figures) {
    constexpr int number = 5;
    tell("check-ins");
    for (int i = 0; i < number; ++i) {
        rest(2);  // news of the one before have gone down
        const auto before = station.acknowledged();
        const auto up = road.payload_to_far();
        const auto down = road.payload_to_near();
        if (!station.hand_in_check_in() || station.until_acknowledged(before, 1, long_wait_s) < 0) {
            return false;
        }
        figures.check_in_up.add(static_cast<double>(road.payload_to_far() - up) -
                                static_cast<double>(LineStation::check_in_bytes()));
        figures.check_in_down.add(static_cast<double>(road.payload_to_near() - down));
    }
    return true;
}

// The application on a line that loses nothing, and a check-in a few seconds behind it.
bool measure_scans(const Options& options, road::Road& road, LineStation& station, Figures& figures) {
    tell("pages, nothing lost, a check-in behind them");
    const auto before = station.acknowledged();
    const auto up = road.payload_to_far();
    if (!station.hand_in_pages(pages_of(options.pages))) {
        return false;
    }
    rest(5);
    const auto held = station.acknowledged();
    if (!station.hand_in_check_in()) {
        return false;
    }
    figures.behind_s = station.until_acknowledged(held, 1, long_wait_s);
    if (held != before || figures.behind_s < 0 || station.until_acknowledged(before, 2, long_wait_s) < 0) {
        return false;
    }
    const auto content = static_cast<double>(options.pages * page_bytes + LineStation::check_in_bytes());
    figures.wire_of_scans = static_cast<double>(road.payload_to_far() - up) / content;
    return true;
}

bool measure_loss(const Options& options, road::Road& road, LineStation& station, const std::string& self,
                  Figures& figures) {
    constexpr double share_lost = 0.03;
    road::RoadSettings lossy;
    lossy.loss = share_lost;
    road.set(lossy);
    for (int round = 0; round < options.rounds; ++round) {
        tell("3 % lost: a bare copy, then the pages");
        figures.copy_s.add(copy_seconds(road, self, options.pages * page_bytes));
        const auto before = station.acknowledged();
        const auto pages = pages_of(options.pages);
        if (!station.hand_in_pages(pages)) {
            return false;
        }
        figures.ours_s.add(station.until_acknowledged(before, 1, long_wait_s));
        if (figures.ours_s.last() < 0 || figures.copy_s.last() < 0) {
            return false;
        }
    }
    road.set({});
    return true;
}

bool measure_return(const Options& options, road::Road& road, LineStation& station, Figures& figures) {
    constexpr int number = 3;
    for (int i = 0; i < number; ++i) {
        tell("no line, and line again");
        rest(2);
        const auto before = station.acknowledged();
        road.set_open(false);
        if (!station.hand_in_check_in()) {
            return false;
        }
        rest(options.outage_s + 1.7 * i);  // at three places of the retries' rhythm
        road.set_open(true);
        figures.back_s.add(station.until_acknowledged(before, 1, long_wait_s));
        if (figures.back_s.last() < 0) {
            return false;
        }
    }
    return true;
}

void print(const Options& options, const Figures& figures) {
    std::printf("| what | n | median | worst |\n|---|---|---|---|\n");
    const auto row = [](const std::string& what, const Samples& samples, const char* unit) {
        std::printf("| %s | %zu | %.1f %s | %.1f %s |\n", what.c_str(), samples.size(), samples.median(), unit,
                    samples.quantile(1), unit);
    };
    row(fmt::format("check-in of {} bytes: more on the wire than that, from the station",
                    LineStation::check_in_bytes()),
        figures.check_in_up, "B");
    row("the same, to the station", figures.check_in_down, "B");
    row(fmt::format("{} pages of 300 kB, 3 % lost: bare TCP copy", options.pages), figures.copy_s, "s");
    row(fmt::format("{} pages of 300 kB, 3 % lost: handed in → acknowledged", options.pages), figures.ours_s, "s");
    row(fmt::format("line back after {:.0f} s → first acknowledgement", options.outage_s), figures.back_s, "s");
    std::printf("| check-in behind the pages, nothing lost | 1 | %.1f s | |\n", figures.behind_s);
    std::printf("| bytes on the wire a byte of page | 1 | %.3f | |\n", figures.wire_of_scans);
}

int judge(const Figures& figures) {
    Goals goals;
    goals.at_most("wire-bytes-of-scans", figures.wire_of_scans, 1.03, " ×");
    goals.at_most("check-in-overhead", figures.check_in_up.median(), 700, " B");
    goals.at_least("pages-over-bare-copy", figures.copy_s.median() / figures.ours_s.median(), 0.95, " ×");
    goals.at_most("check-in-behind-pages", figures.behind_s, 3, " s");
    goals.at_most("line-back", figures.back_s.quantile(1), 5, " s");
    return goals.finish();
}

int measure(const Options& options, const std::string& self) {
    std::string why;
    const auto road = road::Road::build({}, why);
    if (!road) {
        std::fprintf(stderr, "bench: line: %s\n", why.c_str());
        return 1;
    }
    LineStation station(*road, options.folder, options.programs, options.share);
    Figures figures;
    if (!station.good() || !station.hand_in_check_in() || station.until_acknowledged(0, 1, long_wait_s) < 0 ||
        !measure_check_ins(*road, station, figures) || !measure_scans(options, *road, station, figures) ||
        !measure_loss(options, *road, station, self, figures) || !measure_return(options, *road, station, figures)) {
        std::fprintf(stderr, "bench: line: not measured to its end\n");
        return 1;
    }
    print(options, figures);
    return judge(figures);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("measures station and township over a line as villages have it");
    Options options;
    app.add_option("--folder", options.folder, "empty work folder");
    app.add_option("--programs", options.programs, "folder of doorstep-agent and doorstep-township");
    app.add_option("--share", options.share, "folder with schemes/");
    app.add_option("--pages", options.pages, "pages of the application")->capture_default_str();
    app.add_option("--rounds", options.rounds, "rounds with loss")->capture_default_str();
    app.add_option("--outage", options.outage_s, "seconds without a line")->capture_default_str();
    app.add_option("--take", options.take, "the far end of a bare copy: port");
    CLI11_PARSE(app, argc, argv);
    if (options.take != 0) {
        return take_copy(options.take);
    }
    ::setenv("DOORSTEP_LOG", "error", 1);
    log::start("bench-line");
    ::setenv("TMPDIR", options.folder.c_str(), 1);
    return measure(options, std::filesystem::canonical("/proc/self/exe").native());
}
