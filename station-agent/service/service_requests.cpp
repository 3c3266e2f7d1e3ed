// Service mode: what a technician does at the station, noted before it is done. Nothing before OPENED of that shift.
#include <algorithm>
#include <array>
#include <optional>

#include "base/log_tail.hpp"
#include "base/wiped_bytes.hpp"
#include "station-agent/service/faults.hpp"
#include "station-agent/service/requests.hpp"

namespace doorstep::agent {
namespace {

struct NamedAct {
    wire::ServiceAct::Act act;
    std::string_view what;  // in the audit chain
};
constexpr std::array named_acts{
    NamedAct{wire::ServiceAct::OPENED, "service-opened"},
    NamedAct{wire::ServiceAct::SELF_TEST, "service-self-test"},
    NamedAct{wire::ServiceAct::REPORT_PRINTED, "service-report-printed"},
    NamedAct{wire::ServiceAct::LEVEL_SET, "service-level-set"},
    NamedAct{wire::ServiceAct::TOUCH_TESTED, "service-touch-tested"},
    NamedAct{wire::ServiceAct::LOG_READ, "service-log-read"},
    NamedAct{wire::ServiceAct::RESTARTED, "service-restarted"},
    NamedAct{wire::ServiceAct::TOUCH_MEASURED, "service-touch-measured"},
};

std::string_view name_of(wire::ServiceAct::Act act) {
    for (const auto& one : named_acts) {
        if (one.act == act) {
            return one.what;
        }
    }
    return {};
}

constexpr auto screen_row = "screen_percent";
constexpr auto speaker_row = "speaker_percent";
constexpr std::uint32_t full = 100;
constexpr std::int64_t farthest = 10'000;  // a metre, in tenths of a millimetre
constexpr std::uint32_t darkest = 20;      // below, nobody finds the button that makes it brighter

Result<const Shift*> technician(const Call& call, const std::string& token) {
    DOORSTEP_TRY(const Shift* shift, call.required_shift(token));
    return shift->clerk.role == technician_role ? Result<const Shift*>(shift)
                                                : Result<const Shift*>(wire::FAULT_NOT_PERMITTED);
}

// The card beside the PIN. An account whose number the township has not given opens nothing: six digits that somebody
// has looked at are no key to a station. The township reads in the chain that the number is wanted.
Status check_card(const Call& call, const Shift& shift, const std::string& number) {
    DOORSTEP_TRY(const bool has_card, call.organs.accounts.has_own_number(shift.clerk.account));
    if (!has_card) {
        DOORSTEP_CHECK(call.organs.trail.note("service-without-number", shift.clerk.account));
        return wire::FAULT_NOT_PERMITTED;
    }
    DOORSTEP_TRY(const bool own, call.organs.accounts.is_own_number(shift.clerk.account, number));
    if (own) {
        return {};
    }
    if (!number.empty()) {
        DOORSTEP_CHECK(call.organs.trail.note("service-card-refused", shift.clerk.account));
    }
    return wire::FAULT_SERVICE_CARD;
}

Status keep_level(Organs& organs, const wire::ServiceAct& request) {
    const bool screen = request.device() == wire::Device::SCREEN;
    if ((!screen && request.device() != wire::Device::SPEAKER) || request.percent() > full ||
        (screen && request.percent() < darkest)) {
        return wire::FAULT_BAD_REQUEST;
    }
    return set_meta(*organs.store.database, screen ? screen_row : speaker_row, std::int64_t{request.percent()});
}

std::optional<std::uint32_t> kept_level(Organs& organs, const char* row) {
    const auto rows = organs.store.database->query("SELECT value FROM meta WHERE name=?1", {std::string(row)});
    return rows && !rows->empty() ? std::optional(static_cast<std::uint32_t>((*rows)[0].number(0))) : std::nullopt;
}

}  // namespace

Answer service_act(Call call, const wire::ServiceAct& request) {
    DOORSTEP_TRY(const Shift* shift, technician(call, request.operator_token()));
    const auto what = name_of(request.act());
    if (what.empty()) {
        return wire::FAULT_BAD_REQUEST;
    }
    const bool opens = request.act() == wire::ServiceAct::OPENED;
    if (!opens && !shift->service_open) {
        return wire::FAULT_NOT_PERMITTED;
    }
    if (opens) {
        DOORSTEP_CHECK(check_card(call, *shift, request.card_number()));
    }
    // What is kept and that it was done stand in one commit.
    const auto noted = call.organs.store.database->transaction([&]() -> Status {
        if (request.act() == wire::ServiceAct::LEVEL_SET) {
            DOORSTEP_CHECK(keep_level(call.organs, request));
        }
        if (request.act() == wire::ServiceAct::TOUCH_MEASURED) {
            DOORSTEP_CHECK(
                set_meta(*call.organs.store.database, "touch_off", std::min<std::int64_t>(request.off_by(), farthest)));
        }
        return call.organs.trail.note(what, shift->clerk.account);
    });
    if (noted && opens) {
        call.organs.sessions.open_service(call.peer, request.operator_token());
    }
    return noted ? done_reply() : Answer(noted.error());
}

Answer agent_log(Call call, const wire::AgentLog& request) {
    DOORSTEP_TRY(const Shift* shift, technician(call, request.operator_token()));
    if (!shift->service_open) {
        return wire::FAULT_NOT_PERMITTED;
    }
    wire::AgentReply reply;
    reply.mutable_log();
    for (auto& line : log::tail()) {
        reply.mutable_log()->add_lines(std::move(line));
    }
    return reply;
}

void tell_levels(Organs& organs, wire::AgentStatus& status) {
    if (const auto screen = kept_level(organs, screen_row)) {
        status.set_screen_percent(*screen);
    }
    if (const auto speaker = kept_level(organs, speaker_row)) {
        status.set_speaker_percent(*speaker);
    }
}

}  // namespace doorstep::agent
