#include "tests/rig/rig.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/files.hpp"
#include "base/paths.hpp"
#include "emulators/camera/camera_emulator.hpp"
#include "emulators/code/code_emulator.hpp"
#include "emulators/idcard/reader_emulator.hpp"
#include "emulators/printer/printer_emulator.hpp"
#include "emulators/scanner/scanner_emulator.hpp"

namespace doorstep::rig {
namespace {

namespace fs = std::filesystem;
constexpr std::int64_t hub_up_within_ms = 30'000;
constexpr int hub_down_within_ms = 5000;
constexpr int look_every_ms = 10;

class AllDevices final : public Rig {
  public:
    explicit AllDevices(fs::path folder) : folder_(std::move(folder)) {}
    ~AllDevices() override;
    Status plug_in(const RigOptions& options);
    Status start_hub(const fs::path& program);

    emulators::ReaderEmulator& reader() override { return *reader_; }
    emulators::ScannerEmulator& scanner() override { return *scanner_; }
    emulators::PrinterEmulator& printer() override { return *printer_; }
    emulators::CameraEmulator& camera() override { return *camera_; }
    emulators::CodeEmulator& codes() override { return *codes_; }
    int hub_pid() const override { return pid_; }
    bool hub_runs() override;
    std::string hub_address() const override { return address_; }
    fs::path folder() const override { return folder_; }

  private:
    Status write_configuration(const RigOptions& options) const;
    void stop_hub();

    const fs::path folder_;
    std::string address_;
    pid_t pid_ = 0;
    std::unique_ptr<emulators::ReaderEmulator> reader_;
    std::unique_ptr<emulators::ScannerEmulator> scanner_;
    std::unique_ptr<emulators::PrinterEmulator> printer_;
    std::unique_ptr<emulators::CameraEmulator> camera_;
    std::unique_ptr<emulators::CodeEmulator> codes_;
};

AllDevices::~AllDevices() {
    stop_hub();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

Status AllDevices::plug_in(const RigOptions& options) {
    emulators::ReaderOptions reader;
    reader.link = folder_ / "card-reader";
    reader.cards = options.cards;
    reader.read_time = options.read_time;
    DOORSTEP_TRY(reader_, emulators::ReaderEmulator::start(std::move(reader)));
    emulators::ScannerOptions scanner;
    scanner.listen = {"127.0.0.1", 0};
    scanner.page_time = options.page_time;
    DOORSTEP_TRY(scanner_, emulators::ScannerEmulator::start(scanner));
    emulators::PrinterOptions printer;
    printer.listen = {"127.0.0.1", 0};
    printer.folder = folder_ / "printer";
    printer.programs = options.programs;
    printer.print_ms = options.print_ms;
    DOORSTEP_TRY(printer_, emulators::PrinterEmulator::start(printer));
    emulators::CameraOptions camera;
    camera.listen = {"127.0.0.1", 0};
    camera.frames_per_second = options.camera_frames_per_second;
    DOORSTEP_TRY(camera_, emulators::CameraEmulator::start(camera));
    emulators::CodeOptions codes;
    codes.link = folder_ / "code-reader";
    DOORSTEP_TRY(codes_, emulators::CodeEmulator::start(std::move(codes)));
    return write_configuration(options);
}

Status AllDevices::write_configuration(const RigOptions& options) const {
    const auto text =
        fmt::format("[reader]\ndevice = \"{}\"\n", (folder_ / "card-reader").native()) +
        fmt::format("[camera]\nsource = \"{}\"\npreview_rate = {}\npreview_width = {}\n", camera_->url(),
                    options.preview_rate, options.preview_width) +
        fmt::format("[code_reader]\ndevice = \"serial:{}\"\n", (folder_ / "code-reader").native()) +
        fmt::format("[scanner]\ndevice = \"escl:{}\"\n[printer]\nuri = \"{}\"\n", scanner_->url(), printer_->uri());
    DOORSTEP_CHECK(make_folder(folder_ / "etc/doorstep", 0755));
    return write_file_atomically(folder_ / "etc/doorstep/hub.toml", as_bytes(text));
}

Status AllDevices::start_hub(const fs::path& program) {
    const auto log = hub_log();
    const pid_t parent = ::getpid();
    pid_ = ::fork();
    if (pid_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
        ::dup2(out, STDOUT_FILENO);
        ::dup2(out, STDERR_FILENO);
        if (::getppid() == parent) {
            ::execl(program.c_str(), program.c_str(), nullptr);
        }
        ::_exit(127);
    }
    if (pid_ < 0) {
        return file_error(errno, "fork");
    }
    const auto end = monotonic_milliseconds() + hub_up_within_ms;
    while (monotonic_milliseconds() < end && hub_runs()) {
        if (auto address = read_text_file(endpoint_file("hub"), 200); address && !address->empty()) {
            address_ = *address;
            return {};
        }
        ::poll(nullptr, 0, look_every_ms);
    }
    return Error(RigError::HubNotStarted, read_text_file(log, std::size_t{1} << 20).value_or(""));
}

bool AllDevices::hub_runs() {
    if (pid_ > 0 && ::waitpid(pid_, nullptr, WNOHANG) == pid_) {
        pid_ = 0;
    }
    return pid_ > 0;
}

void AllDevices::stop_hub() {
    if (pid_ <= 0) {
        return;
    }
    ::kill(pid_, SIGTERM);
    for (int waited = 0; waited < hub_down_within_ms && hub_runs(); waited += look_every_ms) {
        ::poll(nullptr, 0, look_every_ms);
    }
    if (hub_runs()) {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
}

}  // namespace

Result<std::unique_ptr<Rig>> Rig::start(const RigOptions& options) {
    std::string name = "/dev/shm/rigXXXXXX";
    if (::mkdtemp(name.data()) == nullptr) {
        return file_error(errno, name);
    }
    ::setenv("DOORSTEP_RUN", name.c_str(), 1);
    ::setenv("DOORSTEP_ROOT", name.c_str(), 1);
    auto rig = std::make_unique<AllDevices>(name);
    DOORSTEP_CHECK(rig->plug_in(options));
    DOORSTEP_CHECK(rig->start_hub(options.programs / "doorstep-hub"));
    return std::unique_ptr<Rig>(std::move(rig));
}

}  // namespace doorstep::rig
