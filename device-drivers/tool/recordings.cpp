#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/clock.hpp"
#include "base/files.hpp"
#include "device-drivers/idcard/replay.hpp"
#include "device-drivers/tool/commands.hpp"
#include "device-drivers/tool/device_checks.hpp"

namespace doorstep::devices {
namespace {

constexpr std::int64_t second_ms = 1000;

// A new file that grows line by line; what was written survives a break.
class RecordingFile {
  public:
    explicit RecordingFile(const std::string& path)
        : fd_(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644)), error_(errno) {}
    bool open() const { return fd_.valid(); }
    std::string why_not() const { return std::strerror(error_); }
    std::size_t lines() const { return lines_; }
    bool add(std::string line) {
        line.push_back('\n');
        ++lines_;
        return ::write(fd_.get(), line.data(), line.size()) == static_cast<ssize_t>(line.size());
    }

  private:
    FileDescriptor fd_;
    int error_;
    std::size_t lines_ = 0;
};

// Writes lines down as they come until a card lies there; the fault that ended that, or FAULT_TIMEOUT.
wire::FaultCode write_until_card(HubClient& hub, RecordingFile& file, std::int64_t within_ms) {
    const auto until = monotonic_milliseconds() + within_ms;
    for (;;) {
        const auto left = until - monotonic_milliseconds();
        const auto event =
            left > 0 ? hub.next([](const wire::HubEvent& e) { return e.has_recorded() || e.has_card(); }, left)
                     : std::nullopt;
        if (!event) {
            return wire::FAULT_TIMEOUT;
        }
        if (event->has_card()) {
            if (event->card().present() && !event->card().at_watch()) {
                return wire::FAULT_NONE;
            }
            continue;
        }
        if (event->recorded().ended()) {
            return wire::FAULT_BUSY;
        }
        if (!file.add(event->recorded().line())) {
            return wire::FAULT_DISK_FULL;
        }
    }
}

// What is left of the recording once it was stopped.
wire::FaultCode write_rest(HubClient& hub, RecordingFile& file) {
    wire::HubRequest stop;
    stop.mutable_stop_recording()->set_session(hub.session());
    hub.ask(stop);
    while (const auto event = hub.next([](const wire::HubEvent& e) { return e.has_recorded(); }, 0)) {
        if (event->recorded().ended()) {
            return wire::FAULT_BUSY;
        }
        if (!file.add(event->recorded().line())) {
            return wire::FAULT_DISK_FULL;
        }
    }
    return wire::FAULT_NONE;
}

void read_and_say(HubClient& hub, Report& report, std::int64_t seconds) {
    wire::HubRequest request;
    request.mutable_read_card()->set_session(hub.session());
    const auto reply = hub.ask(request, seconds * second_ms);
    if (reply.has_card()) {
        report.card_read(reply.card());
    } else {
        static_cast<void>(report.fault(reply.fault().code()));  // a failed read is as good a recording
    }
}

}  // namespace

ExitCode record_reader(HubClient& hub, Report& report, const std::string& file, std::int64_t seconds, bool now) {
    if (const auto refused = begin_service(hub, report)) {
        return *refused;
    }
    RecordingFile recording(file);
    if (!recording.open()) {
        return report.bad_file(file + ": " + recording.why_not());
    }
    wire::HubRequest start;
    start.mutable_record_reader()->set_session(hub.session());
    if (const auto reply = hub.ask(start); reply.fault().code() != wire::FAULT_NONE) {
        ::unlink(file.c_str());  // ours, and empty
        return report.fault(reply.fault().code());
    }
    auto ended = now ? wire::FAULT_NONE : write_until_card(hub, recording, seconds * second_ms);
    if (ended == wire::FAULT_NONE) {
        read_and_say(hub, report, seconds);
    }
    const auto rest = write_rest(hub, recording);
    ended = ended == wire::FAULT_NONE ? rest : ended;
    report.recorded(file, recording.lines());
    return report.fault(ended);
}

ExitCode replay_recording(Report& report, const std::string& file) {
    const auto text = read_text_file(file, largest_recording);
    if (!text) {
        return report.bad_file(text.error().text());
    }
    const auto recording = parse_recording(*text);
    if (!recording) {
        return report.bad_file(file + ": " + recording.error().text());
    }
    const auto replayed = replay(*recording);
    report.replayed(replayed.results, replayed.difference);
    return replayed.as_recorded ? ExitCode::Good : ExitCode::Faulty;
}

}  // namespace doorstep::devices
