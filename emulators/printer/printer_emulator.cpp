#include "emulators/printer/printer_emulator.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "base/log.hpp"
#include "emulators/printer/ipp_client.hpp"
#include "emulators/printer/paper_tray.hpp"

namespace doorstep::emulators {
namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;
constexpr int port_tries = 10;
constexpr auto start_patience = std::chrono::seconds(10);
constexpr auto look_every = std::chrono::milliseconds(20);

// A port that was free a moment ago; ippeveprinter cannot take 0.
int free_port() {
    const FileDescriptor probe(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (!probe.valid() || ::bind(probe.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::getsockname(probe.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        return 0;
    }
    return ntohs(address.sin_port);
}

class Emulator final : public PrinterEmulator {
  public:
    explicit Emulator(const PrinterOptions& options) : options_(options), tray_(options.folder) {}
    ~Emulator() override { stop(); }

    Status open();
    std::string uri() const override { return fmt::format("ipp://localhost:{}/ipp/print", port_); }
    Result<json> order(const json& what) override;

  private:
    Status launch();
    Status await_answer();
    std::vector<std::string> environment() const;
    void stop();
    Result<json> set_state(TrayState state);
    void carry_state_over();
    json report() const;

    const PrinterOptions options_;
    const PaperTray tray_;
    std::mutex mutex_;
    int port_ = 0;
    pid_t pid_ = -1;
};

std::vector<std::string> Emulator::environment() const {
    return {fmt::format("LD_PRELOAD={}", (options_.programs / "libdoorstep_avahi_stub.so").native()),
            fmt::format("{}={}", tray_variable, options_.folder.native()),
            fmt::format("{}={}", uri_variable, uri()),
            fmt::format("{}={}", time_variable, options_.print_ms),
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
            "TMPDIR=" + options_.folder.native()};
}

Status Emulator::launch() {
    const auto spool = options_.folder / "spool";
    DOORSTEP_CHECK(make_folder(spool, 0755));
    const std::vector<std::string> words = {"ippeveprinter",
                                            "-p",
                                            std::to_string(port_),
                                            "-n",
                                            "localhost",
                                            "-d",
                                            spool.native(),
                                            "-c",
                                            (options_.programs / "doorstep-emu-printer-paper").native(),
                                            "-f",
                                            "application/pdf",
                                            "-v",
                                            "Doorstep Emulated Printer"};
    const auto variables = environment();
    const auto log_file = options_.folder / "ippeveprinter.log";
    std::vector<char*> arguments;
    std::vector<char*> settings;
    for (const auto& word : words) {
        arguments.push_back(const_cast<char*>(word.c_str()));
    }
    for (const auto& variable : variables) {
        settings.push_back(const_cast<char*>(variable.c_str()));
    }
    arguments.push_back(nullptr);
    settings.push_back(nullptr);
    const pid_t parent = ::getpid();
    pid_ = ::fork();
    if (pid_ == 0) {
        ::setpgid(0, 0);  // so that a job's command dies with it
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        const int log = ::open(log_file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
        ::dup2(log, STDOUT_FILENO);
        ::dup2(log, STDERR_FILENO);
        if (::getppid() == parent) {
            ::execve("/usr/sbin/ippeveprinter", arguments.data(), settings.data());
        }
        ::_exit(127);
    }
    return pid_ > 0 ? Status{} : file_error(errno, "fork");
}

Status Emulator::await_answer() {
    const auto end = Clock::now() + start_patience;
    while (Clock::now() < end) {
        if (::waitpid(pid_, nullptr, WNOHANG) == pid_) {
            pid_ = -1;
            return Error(ControlError::CannotListen, "ippeveprinter ended; see ippeveprinter.log beside the papers");
        }
        if (printer_answers(uri())) {
            return {};
        }
        std::this_thread::sleep_for(look_every);
    }
    return Error(ControlError::NoAnswer, "ippeveprinter");
}

Status Emulator::open() {
    DOORSTEP_CHECK(make_folder(options_.folder, 0755));
    DOORSTEP_CHECK(tray_.set_state(TrayState::Ok));
    Status started = Error(ControlError::CannotListen, "no free port");
    for (int i = 0; i < (options_.listen.port == 0 ? port_tries : 1) && !started; ++i) {
        port_ = options_.listen.port == 0 ? free_port() : options_.listen.port;
        stop();
        started = launch();
        if (started) {
            started = await_answer();
        }
    }
    return started;
}

void Emulator::stop() {
    if (pid_ > 0) {
        ::kill(-pid_, SIGKILL);
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
        pid_ = -1;
    }
}

// An idle ippeveprinter learns of a state by a job that only carries it; a busy one by the command of its job, which
// looks at the tray itself.
void Emulator::carry_state_over() {
    const auto file = options_.folder / "state";
    constexpr int tries = 25;
    for (int i = 0; i < tries && submit(uri(), file, control_job) == Submitted::Failed; ++i) {
        std::this_thread::sleep_for(look_every);
    }
}

Result<json> Emulator::set_state(TrayState state) {
    DOORSTEP_CHECK(tray_.set_state(state));
    if (state == TrayState::Offline) {
        stop();
        return report();
    }
    if (pid_ < 0) {
        DOORSTEP_CHECK(launch());
        DOORSTEP_CHECK(await_answer());
    }
    carry_state_over();
    return report();
}

json Emulator::report() const {
    json papers = json::array();
    for (const auto& paper : tray_.papers()) {
        papers.push_back(paper.native());
    }
    return {{"uri", uri()}, {"state", word_of(tray_.state())}, {"papers", papers}};
}

Result<json> Emulator::order(const json& what) {
    const std::lock_guard lock(mutex_);
    const auto word = what.value("do", "");
    if (word == "status") {
        return report();
    }
    const auto state = word == "state" ? tray_state(what.value("state", "")) : std::nullopt;
    if (!state) {
        return Error(ControlError::Refused, "state: ok, jam, empty, cover-open, toner-empty, paused or offline");
    }
    log::info("order {} {}", word, word_of(*state));
    return set_state(*state);
}

}  // namespace

Result<std::unique_ptr<PrinterEmulator>> PrinterEmulator::start(const PrinterOptions& options) {
    auto emulator = std::make_unique<Emulator>(options);
    DOORSTEP_CHECK(emulator->open());
    return std::unique_ptr<PrinterEmulator>(std::move(emulator));
}

}  // namespace doorstep::emulators
