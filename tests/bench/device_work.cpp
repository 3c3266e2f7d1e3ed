// Scans, papers and pictures: the hub and the bare tool in turns, against the same emulated device.
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/inotify.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "emulators/camera/camera_emulator.hpp"
#include "emulators/media/picture.hpp"
#include "emulators/printer/printer_emulator.hpp"
#include "emulators/scanner/scanner_emulator.hpp"
#include "tests/bench/device_figures.hpp"
#include "tests/rig/process_figures.hpp"

extern char** environ;

namespace doorstep::bench {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
constexpr std::int64_t patience_ms = 60'000;
constexpr std::size_t sheets = 8;
constexpr int dpi = 300;
constexpr std::size_t paper_bytes = 200 * 1024;

// Starts it with standard output and error to /dev/null; its pid, 0 when it did not start.
pid_t start(std::vector<std::string> words, std::vector<std::string> more_environment) {
    for (char** entry = environ; *entry != nullptr; ++entry) {
        more_environment.emplace_back(*entry);
    }
    const auto pointers = [](std::vector<std::string>& texts) {
        std::vector<char*> list;
        for (auto& text : texts) {
            list.push_back(text.data());
        }
        list.push_back(nullptr);
        return list;
    };
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    pid_t pid = 0;
    const int failed = posix_spawnp(&pid, words[0].c_str(), &actions, nullptr, pointers(words).data(),
                                    pointers(more_environment).data());
    posix_spawn_file_actions_destroy(&actions);
    return failed == 0 ? pid : 0;
}

// Tells when files of a folder have been written whole.
class WrittenFiles {
  public:
    explicit WrittenFiles(const fs::path& folder) : queue_(::inotify_init1(IN_CLOEXEC)) {
        ::inotify_add_watch(queue_.get(), folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO);
    }
    // The moment of the next one; 0 when none came within the time.
    double next(std::int64_t within_ms) {
        const auto end = steady_ms() + static_cast<double>(within_ms);
        while (waiting_ == 0 && steady_ms() < end) {
            pollfd ready{queue_.get(), POLLIN, 0};
            if (::poll(&ready, 1, static_cast<int>(end - steady_ms()) + 1) == 1) {
                take();
            }
        }
        if (waiting_ == 0) {
            return 0;
        }
        --waiting_;
        return taken_at_;
    }

  private:
    void take() {
        alignas(inotify_event) std::array<char, 4096> buffer{};
        const auto size = ::read(queue_.get(), buffer.data(), buffer.size());
        taken_at_ = steady_ms();
        inotify_event event{};
        for (std::ptrdiff_t at = 0; at + std::ptrdiff_t(sizeof event) <= size; at += sizeof event + event.len) {
            std::memcpy(&event, buffer.data() + at, sizeof event);
            // scanimage writes "page1.jpg.part" and renames it: that is one file, not two.
            const std::string_view name = event.len > 0 ? buffer.data() + at + sizeof event : "";
            waiting_ += name.ends_with(".part") ? 0 : 1;
        }
    }
    double taken_at_ = 0;
    int waiting_ = 0;
    FileDescriptor queue_;
};

// Bright or dark, from a JPEG's middle.
bool is_bright(const fs::path& scratch, const std::string& jpeg) {
    constexpr int middle_grey = 120;
    std::ofstream(scratch, std::ios::binary) << jpeg;
    const auto picture = emulators::load_picture(scratch);
    if (!picture) {
        return false;
    }
    return picture->row(picture->size().height / 2)[picture->size().width / 2 * 3] > middle_grey;
}

}  // namespace

bool DeviceFigures::load_sheets(const fs::path& pages) {
    std::vector<std::string> pictures;
    for (const auto& entry : fs::directory_iterator(pages)) {
        if (entry.path().extension() == ".jpg") {
            pictures.push_back(fs::absolute(entry.path()).native());
        }
    }
    json files = json::array();
    for (std::size_t i = 0; i < sheets && !pictures.empty(); ++i) {
        files.push_back(pictures[i % pictures.size()]);
    }
    return static_cast<bool>(rig_.scanner().order({{"do", "load"}, {"files", files}}));
}

bool DeviceFigures::scan_by_hub(ScanTimes& times) {
    heard_.clear();
    wire::HubRequest scan;
    scan.mutable_scan()->set_session(session_);
    scan.mutable_scan()->set_source(wire::Scan::FEEDER);
    scan.mutable_scan()->set_dpi(dpi);
    const auto began = steady_ms();
    const auto job = line_.ask(scan).job().job();
    if (job == 0 || !line_.wait_job(
                        job, [](const rig::JobStory& story) { return story.end() != nullptr; }, patience_ms)) {
        return failed("a scan did not end");
    }
    const auto pages = heard_.pages();
    if (pages.size() != sheets) {
        return failed(fmt::format("the hub gave {} pages", pages.size()));
    }
    times = {pages.back() - began, (pages.back() - pages.front()) / (sheets - 1)};
    for (const auto& page : line_.story(job).pages) {
        std::error_code ignored;
        fs::remove(rig_.spool() / page.original().name(), ignored);
    }
    line_.forget(job);
    return true;
}

bool DeviceFigures::scan_bare(ScanTimes& times) const {
    const auto folder = rig_.folder() / "bare";
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    fs::create_directories(folder / "conf", ignored);
    std::ofstream(folder / "conf/dll.conf") << "airscan\n";
    std::ofstream(folder / "conf/airscan.conf")
        << "[devices]\n\"Scanner\" = " << rig_.scanner().url() << ", eSCL\n[options]\ndiscovery = disable\n";
    WrittenFiles written(folder);
    const auto began = steady_ms();
    const auto pid =
        start({"scanimage", "-d", "airscan:e0:Scanner", "--source", "ADF", "--resolution", std::to_string(dpi),
               "--mode", "Color", "--format=jpeg", "--batch=" + (folder / "page%d.jpg").native()},
              {"SANE_CONFIG_DIR=" + (folder / "conf").native()});
    double first = 0;
    double last = 0;
    for (std::size_t i = 0; pid != 0 && i < sheets; ++i) {
        last = written.next(patience_ms);
        if (last == 0) {
            return failed("scanimage gave too few pages");
        }
        first = first == 0 ? last : first;
    }
    ::waitpid(pid, nullptr, 0);
    times = {last - began, (last - first) / (sheets - 1)};
    return pid != 0 || failed("scanimage did not start");
}

bool DeviceFigures::scans(const fs::path& pages) {
    Samples ours;
    Samples bare;
    Samples ours_whole;
    Samples bare_whole;
    for (int i = 0; i < rounds_.scans; ++i) {
        ScanTimes hub;
        ScanTimes tool;
        if (!load_sheets(pages) || !scan_by_hub(hub) || !load_sheets(pages) || !scan_bare(tool)) {
            return false;
        }
        ours.add(hub.between);
        bare.add(tool.between);
        ours_whole.add(hub.whole);
        bare_whole.add(tool.whole);
    }
    print_row("a further page at 300 dpi, hub", ours);
    print_row("a further page at 300 dpi, scanimage", bare);
    print_row(fmt::format("{} pages, asked → last page, hub", sheets), ours_whole);
    print_row(fmt::format("{} pages, started → last page, scanimage", sheets), bare_whole);
    goals_.at_least("scan-throughput", bare.median() / ours.median(), 0.95, "×");
    return true;
}

bool DeviceFigures::print_by_hub(const std::string& pdf, Samples& samples) {
    WrittenFiles written(rig_.folder() / "printer/spool");
    wire::HubRequest print;
    print.mutable_print()->set_session(session_);
    print.mutable_print()->set_pdf(pdf);
    const auto began = steady_ms();
    const auto job = line_.ask(print).job().job();
    const auto there = written.next(patience_ms);
    if (job == 0 || there == 0 ||
        !line_.wait_job(
            job, [](const rig::JobStory& story) { return story.end() != nullptr; }, patience_ms)) {
        return failed("a paper did not come out");
    }
    line_.forget(job);
    samples.add(there - began);
    return true;
}

bool DeviceFigures::print_bare(const fs::path& file, Samples& samples) {
    const auto papers = [this] {
        const auto status = rig_.printer().order({{"do", "status"}});
        return status ? (*status)["papers"].size() : 0;
    };
    const auto before = papers();
    WrittenFiles written(rig_.folder() / "printer/spool");
    const auto began = steady_ms();
    const auto pid = start({"ipptool", "-q", "-f", file.native(), rig_.printer().uri(), "print-job.test"}, {});
    const auto there = pid != 0 ? written.next(patience_ms) : 0;
    int status = -1;
    ::waitpid(pid, &status, 0);
    if (there == 0 || status != 0 || !line_.wait_until([&] { return papers() > before; }, patience_ms)) {
        return failed("ipptool did not print");
    }
    samples.add(there - began);
    return true;
}

bool DeviceFigures::papers() {
    std::string pdf = "%PDF-1.4\n% ";
    while (pdf.size() < paper_bytes) {
        pdf.push_back(static_cast<char>('0' + random_() % 10));
    }
    pdf += "\n%%EOF\n";
    const auto file = rig_.folder() / "paper.pdf";
    std::ofstream(file, std::ios::binary) << pdf;
    Samples ours;
    Samples bare;
    for (int i = 0; i < rounds_.papers; ++i) {
        if (!print_by_hub(pdf, ours) || !print_bare(file, bare)) {
            return false;
        }
        pause(50, 150);  // the printer takes one job at a time
    }
    print_row("200 KiB of paper, kiosk asks → printer has it", ours);
    print_row("200 KiB of paper, ipptool started → printer has it", bare);
    goals_.at_most("print-submit", ours.median() / bare.median(), 1.2, "×");
    return true;
}

bool DeviceFigures::preview(bool on) {
    wire::HubRequest request;
    if (on) {
        request.mutable_start_preview()->set_session(session_);
    } else {
        request.mutable_stop_preview()->set_session(session_);
    }
    return line_.ask(request).done();
}

bool DeviceFigures::change_picture(bool bright, Samples& samples) {
    heard_.clear();
    const auto file = rig_.folder() / (bright ? "bright.jpg" : "dark.jpg");
    if (!rig_.camera().order({{"do", "show"}, {"files", {file.native()}}})) {
        return failed("the emulated camera does not obey");
    }
    const auto changed = steady_ms();  // the emulator has made its frames and shows them from now on
    double seen = 0;
    const auto shown = [&] {
        for (const auto& [at, jpeg] : heard_.frames()) {
            if (seen == 0 && is_bright(rig_.folder() / "frame.jpg", jpeg) == bright) {
                seen = at;
            }
        }
        return seen > 0;
    };
    if (!line_.wait_until(shown, patience_ms)) {
        return failed("a change in front of the camera was never seen");
    }
    samples.add(seen - changed);
    return true;
}

// Ten seconds of preview, of the hub and of the camera's worker.
void DeviceFigures::measure_processor() {
    const auto used = [this] {
        auto all = rig::processor_ms(rig_.hub_pid()).value_or(0);
        for (const auto& child : rig::children_of(rig_.hub_pid())) {
            all += child.program == "doorstep-worker-camera" ? rig::processor_ms(child.pid).value_or(0) : 0;
        }
        return static_cast<double>(all);
    };
    const auto frames = line_.frames();
    const auto began = steady_ms();
    const auto before = used();
    pause(10'000, 10'000);
    const auto seconds = (steady_ms() - began) / 1000;
    std::printf("preview: %.1f frames a second reach the client\n",
                static_cast<double>(line_.frames() - frames) / seconds);
    goals_.at_most("preview-processor-without-kiosk", (used() - before) / (seconds * 10), 25, " % of a core");
}

bool DeviceFigures::pictures() {
    constexpr std::uint8_t light = 190;
    constexpr std::uint8_t dim = 60;
    for (const auto& [name, grey] : {std::pair{"bright.jpg", light}, std::pair{"dark.jpg", dim}}) {
        const auto jpeg = emulators::encode_jpeg(emulators::Picture({1280, 720}, {grey, grey, grey}), 90);
        std::ofstream(rig_.folder() / name, std::ios::binary) << as_text(jpeg);
    }
    Samples seen;
    Samples first;
    if (!preview(true) || !change_picture(true, first)) {
        return failed("no preview");
    }
    for (int i = 0; i < rounds_.pictures; ++i) {
        pause(200, 500);
        if (!change_picture(i % 2 != 0, seen)) {
            return false;
        }
    }
    measure_processor();
    preview(false);
    print_row("change before the lens → frame at the client, 1280×720", seen);
    goals_.at_most("camera-to-client-median", seen.median(), 150, " ms");
    return true;
}

}  // namespace doorstep::bench
