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
    std::string command_line = "/proc/cmdline";
    std::string version;
};
// From setup.toml and the standard places; the errors name the key.
Result<SetupSettings> load_settings();

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

  private:
    SetupService(EventLoop& loop, SetupSettings settings, const Clock& clock, Wizard wizard);
    wire::SetupReply answer(const wire::SetupRequest& request);
    wire::SetupReply change(const std::function<Status(Wizard&)>& what);
    wire::SetupReply state_reply() const;
    wire::SetupReply links() const;
    wire::SetupReply read_stick() const;
    wire::SetupReply write_stick(const wire::WriteStick& request) const;
    void set_network(const wire::NetworkWish& wish, const Reply& reply);
    void set_clock(std::int64_t ms, const Reply& reply);
    Status keep(const Wizard& wizard) const;

    SetupSettings settings_;
    const Clock& clock_;
    Wizard wizard_;
    Facts machine_;
    SystemWishes wishes_;
};

}  // namespace doorstep::setup
