// The requests of protocol/messages/setup.proto: the wizard, kept durably, and what it asks of the system. Thread-bound
// to the loop.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "protocol/messages/setup.pb.h"
#include "provisioning/enrolment/system_wishes.hpp"
#include "provisioning/enrolment/wizard.hpp"

namespace doorstep::setup {

struct SetupSettings {
    std::filesystem::path state_folder;
    std::filesystem::path wanted_folder;  // of SystemWishes
    std::filesystem::path said_folder;
    std::filesystem::path stick_folder;  // where a technician's stick lies, while one is plugged in
    std::filesystem::path bench_file;    // where what leads to a bench is laid for doorstep-setup-line
    std::filesystem::path serial_file;   // the machine's own serial; empty: not known
    std::string command_line = "/proc/cmdline";
    std::string version;
};
// From setup.toml and the standard places; the errors name the key.
Result<SetupSettings> load_settings();
// Below the run folder. Only doorstep-setup writes there, and doorstep-setup-line is started by it
// (units/doorstep-setup-line.path).
std::filesystem::path bench_file();
// How long a bench counts as at work after its line said so.
constexpr std::int64_t bench_beat_ms = 5'000;

class SetupService {
  public:
    // Opens what was kept. A state that cannot be read is set aside as wizard.json.broken, and the steps begin anew:
    // all that they did is held elsewhere.
    static Result<std::unique_ptr<SetupService>> open(EventLoop& loop, SetupSettings settings,
                                                      const Clock& clock = system_clock());
    using Reply = std::function<void(std::string)>;
    // Answers once, now or within SystemWishes::longest_ms.
    void handle(const std::string& payload, const Reply& reply);
    const Wizard& wizard() const { return wizard_; }
    // A stick that leads to a bench is looked for; what it says is laid where doorstep-setup-line finds it. It may be
    // pulled then. Cheap: to be called every second or so.
    void look_at_stick();
    // Set up: nobody is asked any more, and no bench has anything to do here. Takes away what says otherwise.
    void hide_when_finished() const;

  private:
    SetupService(EventLoop& loop, SetupSettings settings, const Clock& clock, Wizard wizard);
    wire::SetupReply bench_beat();
    wire::SetupReply answer(const wire::SetupRequest& request);
    wire::SetupReply change(const std::function<Status(Wizard&)>& what);
    wire::SetupReply state_reply() const;
    wire::SetupReply links() const;
    wire::SetupReply read_stick() const;
    wire::SetupReply write_stick(const wire::WriteStick& request) const;
    void set_network(const wire::NetworkWish& wish, const Reply& reply);
    void set_clock(std::int64_t ms, const Reply& reply);
    Status keep(const Wizard& wizard) const;

    EventLoop& loop_;
    SetupSettings settings_;
    const Clock& clock_;
    Wizard wizard_;
    Facts machine_;
    SystemWishes wishes_;
    std::int64_t bench_until_ = 0;  // of the loop's time
    std::string bench_text_;        // what the stick said last: each text is looked at once
};

}  // namespace doorstep::setup
