// doorstep-bench-kiosk: what a person waits for at the screen. How long the kiosk takes to stand there, beside a bare
// window with one button; then, on one core with the software renderer at 1920×1080, the real window between a scripted
// hub and agent: page changes, touches, pinyin, memory, and a form of two hundred fields beside a short one.
#include <sched.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <QGuiApplication>
#include <QTest>

#include "base/log.hpp"
#include "kiosk/input/pinyin.hpp"
#include "kiosk/testing/screen.hpp"
#include "tests/bench/first_frame.hpp"
#include "tests/bench/frame_watch.hpp"
#include "tests/bench/kiosk_visit.hpp"
#include "tests/bench/samples.hpp"
#include "tests/bench/wide_scheme.hpp"
#include "tests/rig/process_figures.hpp"

namespace {

using namespace doorstep;
using namespace doorstep::bench;

struct Options {
    std::filesystem::path folder;
    std::string programs;
    std::string share;
    int starts = 10;
    int visits = 100;  // behind the ten that warm up
};

constexpr double kib_a_mib = 1024;
const QSize panel(1920, 1080);

bool complain(const char* why) {
    std::fprintf(stderr, "bench: %s\n", why);
    return false;
}

std::vector<std::string> surroundings(const Options& options) {
    return {"QT_QPA_PLATFORM=offscreen",
            "QT_QUICK_BACKEND=software",
            "DOORSTEP_LOG=info",
            "DOORSTEP_SHARE=" + options.share,
            "DOORSTEP_ROOT=" + (options.folder / "root").native(),
            "DOORSTEP_RUN=" + (options.folder / "run").native()};
}

bool measure_start(const Options& options, Goals& goals) {
    Samples ours;
    Samples bare;
    Samples resident;
    std::filesystem::create_directories(options.folder / "run");
    for (int i = 0; i < options.starts; ++i) {
        long kib = 0;
        ours.add(first_frame_ms({options.programs + "/doorstep-kiosk"}, surroundings(options), &kib));
        bare.add(first_frame_ms({options.programs + "/doorstep-bench-bare-window"}, surroundings(options)));
        resident.add(static_cast<double>(kib) / kib_a_mib);
        if (ours.last() < 0 || bare.last() < 0) {
            return complain("no first frame");
        }
    }
    print_row("kiosk: program started → first page drawn", ours);
    print_row("bare Qt Quick window with one button", bare);
    goals.at_most("start-over-bare-window", ours.median() / bare.median(), 2.0, "×");
    goals.at_most("resident-with-the-first-page", resident.median(), 180, " MiB");
    return true;
}

void keep_to_one_core() {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(0, &one);
    ::sched_setaffinity(0, sizeof one, &one);
}

double resident_mib() {
    return static_cast<double>(rig::resident_kib(::getpid()).value_or(0)) / kib_a_mib;
}

// Presses each button of the pages that anybody can open, and lets go beside it: a touch that changed its mind.
bool measure_touch(kiosk::Screen& screen, Goals& goals) {
    Samples samples;
    const std::vector<std::function<void()>> pages{[] {}, [&] { screen.kiosk().openNotices(); },
                                                   [&] { screen.kiosk().openApply(); }};
    for (int round = 0; round < 5; ++round) {
        for (const auto& open : pages) {
            open();
            screen.settle();
            for (auto* target : screen.targets()) {
                if (!target->inherits("QQuickAbstractButton")) {
                    continue;
                }
                const auto place = target->mapToScene(QPointF(target->width() / 2, target->height() / 2)).toPoint();
                const auto took = shown_after(
                    screen.window(), [&] { QTest::mousePress(&screen.window(), Qt::LeftButton, {}, place); },
                    [&] { return target->property("pressed").toBool(); });
                QTest::mouseMove(&screen.window(), QPoint(1, 1));
                QTest::mouseRelease(&screen.window(), Qt::LeftButton, {}, QPoint(1, 1));
                screen.settle();
                if (!took) {
                    return complain("a touch is not seen");
                }
                samples.add(*took);
            }
            screen.kiosk().finish();
            screen.settle();
        }
    }
    print_row("touch → the button drawn as touched", samples);
    goals.at_most("touch-p95", samples.p95(), 50, " ms");
    return true;
}

// Names and addresses of a village, letter by letter.
bool measure_typing(const Options& options, Goals& goals) {
    kiosk::Pinyin pinyin(options.share + "/pinyin");
    if (!pinyin.usable()) {
        return complain("no dictionary");
    }
    Samples samples;
    for (const auto* word : {"liguihua", "zhangjianguo", "wangxiulan", "liushucun", "qinghezhen", "heilongjiangsheng",
                             "zuidishenghuobaozhang", "linshijiuzhu", "jiatingkunnan", "shenfenzheng"}) {
        for (const char* letter = word; *letter != '\0'; ++letter) {
            samples.time([&] {
                pinyin.letter(*letter);
                static_cast<void>(pinyin.view());
            });
        }
        pinyin.clear();
    }
    print_row("pinyin: letter → candidates", samples);
    goals.at_most("pinyin-p95", samples.p95(), 30, " ms");
    return true;
}

// By how much the memory grows a visit: least squares over all of them.
double slope_kib(const std::vector<double>& mib) {
    const auto n = static_cast<double>(mib.size());
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (std::size_t i = 0; i < mib.size(); ++i) {
        const auto at = static_cast<double>(i);
        x += at;
        y += mib[i];
        xx += at * at;
        xy += at * mib[i];
    }
    return kib_a_mib * (n * xy - x * y) / (n * xx - x * x);
}

bool measure_visits(const Options& options, Visitor& visitor, Goals& goals) {
    Samples changes;
    std::vector<double> resident;
    constexpr int warm = 10;
    for (int i = 0; i < warm + options.visits; ++i) {
        Samples cold;
        if (!visitor.apply({i % 2 == 0 ? "linshi" : "dibao"}, i < warm ? cold : changes)) {
            return complain("a visit came to no end");
        }
        if (i >= warm) {
            resident.push_back(resident_mib());
        }
    }
    print_row("page change, step → next page drawn", changes);
    goals.at_most("page-change-p95", changes.p95(), 100, " ms");
    goals.at_most("resident-after-the-visits", resident.back(), 180, " MiB");
    goals.at_most("growth-a-visit", slope_kib(resident), 20, " KiB");
    return true;
}

// The same pages in a long form and in a short one.
const SchemeSize wide{"wide", 200, 20};
const SchemeSize narrow{"narrow", 10, 1};

bool measure_wide(Visitor& visitor, Goals& goals) {
    Samples in_wide;
    Samples in_narrow;
    for (int i = 0; i < 3; ++i) {
        if (!visitor.apply({"wide", wide.members}, in_wide) || !visitor.apply({"narrow", narrow.members}, in_narrow)) {
            return complain("the wide form came to no end");
        }
    }
    print_row("page change in a form of 200 fields and 20 members", in_wide);
    print_row("page change in a form of 10 fields and 1 member", in_narrow);
    goals.at_most("wide-over-narrow-form", in_wide.median() / in_narrow.median(), 1.2, "×");
    return true;
}

bool measure_screen(const Options& options, Goals& goals) {
    kiosk::Screen screen;
    screen.schemes = options.folder / "schemes";
    std::filesystem::copy(DOORSTEP_SOURCE_DIR "/schemes", screen.schemes, std::filesystem::copy_options::recursive);
    if (!make_scheme(screen.schemes, wide) || !make_scheme(screen.schemes, narrow)) {
        return complain("no schemes of the bench");
    }
    kiosk::Settings settings;
    settings.delays.take_away = 20;
    if (!screen.start(panel, settings)) {
        return complain("the window does not come up");
    }
    screen.kiosk().language()->set("zh_CN");
    Visitor visitor(screen);
    return measure_touch(screen, goals) && measure_visits(options, visitor, goals) && measure_wide(visitor, goals);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App commands("measures what a person waits for at the screen");
    Options options;
    commands.add_option("--folder", options.folder, "empty work folder")->required();
    commands.add_option("--programs", options.programs, "folder of doorstep-kiosk")->required();
    commands.add_option("--share", options.share, "folder with schemes/ and pinyin/")->required();
    commands.add_option("--starts", options.starts, "starts of the program")->capture_default_str();
    commands.add_option("--visits", options.visits, "visits behind the ten that warm up")->capture_default_str();
    CLI11_PARSE(commands, argc, argv);
    ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
    ::setenv("DOORSTEP_SHARE", options.share.c_str(), 1);
    ::setenv("DOORSTEP_LOG", "error", 1);
    const QGuiApplication app(argc, argv);
    log::start("bench-kiosk");
    Goals goals;
    print_head();
    bool good = measure_start(options, goals);
    keep_to_one_core();
    good = good && measure_typing(options, goals) && measure_screen(options, goals);
    return good ? goals.finish() : 1;
}
