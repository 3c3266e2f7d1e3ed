#include "forms/scheme_preview.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/files.hpp"
#include "base/paths.hpp"
#include "base/service.hpp"
#include "forms/scheme.hpp"
#include "forms/scheme_library.hpp"

namespace doorstep::forms {
namespace {

namespace fs = std::filesystem;

// All waits of this room.
struct Delays {
    std::int64_t start = 30'000;  // until a program answers
    std::int64_t end = 5'000;     // until one that was asked to end is made to
    int look = 300;               // for changed files and programs that ended
};
constexpr Delays delays;

constexpr std::string_view no_devices = R"([reader]
device = ""
[camera]
source = ""
[scanner]
device = ""
[printer]
uri = ""
)";

Error failed(std::string why) {
    return {FormsError::BadScheme, std::move(why)};
}

// In RAM, as the hub wants its spool; sockets have short names there.
class Folder {
  public:
    Folder() {
        std::string pattern = "/dev/shm/doorstep-preview-XXXXXX";
        path_ = mkdtemp(pattern.data()) == nullptr ? "" : pattern;
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

// One of the three; ended with this object, and with this process however that ends.
class Program {
  public:
    explicit Program(fs::path path) : path_(std::move(path)) {}
    ~Program() { end(); }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    Status start() {
        const pid_t parent = getpid();
        pid_ = fork();
        if (pid_ == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (getppid() == parent) {
                execl(path_.c_str(), path_.c_str(), static_cast<char*>(nullptr));
            }
            _exit(EXIT_FAILURE);
        }
        return pid_ > 0 ? Status{} : Status(failed(path_.native() + " cannot be started"));
    }
    bool has_ended() {
        if (pid_ > 0 && waitpid(pid_, nullptr, WNOHANG) == pid_) {
            pid_ = -1;
        }
        return pid_ < 0;
    }
    void end() {
        if (pid_ > 0) {
            kill(pid_, SIGTERM);
        }
        const auto patience = monotonic_milliseconds() + delays.end;
        while (!has_ended()) {
            if (monotonic_milliseconds() > patience) {
                kill(pid_, SIGKILL);
            }
            poll(nullptr, 0, 10);
        }
    }
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
    pid_t pid_ = -1;
};

Status link(const fs::path& target, const fs::path& name) {
    std::error_code error;
    fs::create_symlink(fs::absolute(target), name, error);
    return error ? Status(file_error(error.value(), name.native())) : Status{};
}

// share/ as it is, but of the schemes only this one and what stands beside it, or is installed.
Status lay_out_share(const fs::path& share, const fs::path& folder, const std::string& id) {
    DOORSTEP_CHECK(make_folder(share / "schemes", 0700));
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(share_folder(), ignored)) {
        if (entry.path().filename() != "schemes") {
            DOORSTEP_CHECK(link(entry.path(), share / entry.path().filename()));
        }
    }
    for (const auto* name : {"common", "notices", guide_id.data()}) {
        const auto beside = folder / ".." / name;
        const auto installed = share_folder() / "schemes" / name;
        if (id != name && (fs::exists(beside, ignored) || fs::exists(installed, ignored))) {
            DOORSTEP_CHECK(link(fs::exists(beside, ignored) ? beside : installed, share / "schemes" / name));
        }
    }
    return link(folder, share / "schemes" / id);
}

Status lay_out(const fs::path& root, const fs::path& folder, const std::string& id) {
    for (const auto* arrow : {"run/kiosk-hub", "run/kiosk-agent", "run/spool", "etc/doorstep"}) {
        DOORSTEP_CHECK(make_folder(root / arrow, 0700));
    }
    DOORSTEP_CHECK(write_file_atomically(root / "etc/doorstep/hub.toml", as_bytes(no_devices)));
    DOORSTEP_CHECK(lay_out_share(root / "share", folder, id));
    setenv("DOORSTEP_ROOT", root.c_str(), 1);
    setenv("DOORSTEP_RUN", (root / "run").c_str(), 1);
    setenv("DOORSTEP_SHARE", (root / "share").c_str(), 1);
    setenv("DOORSTEP_WINDOW", "1", 0);
    return {};
}

Status start_and_wait(Program& program, std::string_view process) {
    DOORSTEP_CHECK(program.start());
    const auto patience = monotonic_milliseconds() + delays.start;
    while (!fs::exists(endpoint_file(process))) {
        if (program.has_ended() || monotonic_milliseconds() > patience) {
            return failed(program.path().native() + " did not start");
        }
        if (stop_requested()) {
            return {};
        }
        poll(nullptr, 0, 20);
    }
    return {};
}

// When the newest file of the scheme was written; an editor may be in the middle of it.
fs::file_time_type newest(const fs::path& folder) {
    auto latest = fs::file_time_type::min();
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        latest = std::max(latest, entry.last_write_time(ignored));
    }
    return latest;
}

// A changed scheme that loads; what does not is told, and the one before goes on.
bool is_to_begin_anew(const fs::path& folder) {
    const auto scheme = Scheme::load(folder);
    if (!scheme) {
        std::fprintf(stderr, "doorstep-scheme: %s\n", scheme.error().text().c_str());
        return false;
    }
    std::printf("changed: %s version %u\n", scheme->id().c_str(), scheme->version());
    std::fflush(stdout);
    return true;
}

}  // namespace

Status preview(const fs::path& folder, const fs::path& programs) {
    DOORSTEP_TRY(const auto scheme, Scheme::load(folder));
    const Folder room;
    DOORSTEP_CHECK(lay_out(room.path(), folder, scheme.id()));
    Program hub(programs / "doorstep-hub");
    Program agent(programs / "doorstep-agent");
    Program kiosk(programs / "doorstep-kiosk");
    DOORSTEP_CHECK(start_and_wait(hub, "hub"));
    DOORSTEP_CHECK(start_and_wait(agent, "agent"));
    auto written = newest(folder);
    DOORSTEP_CHECK(start_and_wait(kiosk, "kiosk"));
    std::printf("%s version %u is on the kiosk; Ctrl-C ends it\n", scheme.id().c_str(), scheme.version());
    std::fflush(stdout);
    while (!stop_requested()) {
        pollfd stop{stop_descriptor(), POLLIN, 0};
        poll(&stop, 1, delays.look);
        for (auto* program : {&hub, &agent, &kiosk}) {
            if (program->has_ended() && !stop_requested()) {
                return failed(program->path().native() + " ended");
            }
        }
        if (const auto now = newest(folder); now != written) {
            written = now;
            if (is_to_begin_anew(folder)) {
                kiosk.end();
                DOORSTEP_CHECK(kiosk.start());
            }
        }
    }
    return {};
}

}  // namespace doorstep::forms
