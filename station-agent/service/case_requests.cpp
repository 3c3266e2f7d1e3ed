// How a person's cases stand: as the township told this station, and as it says live to the card.
#include <algorithm>

#include "base/clock.hpp"
#include "station-agent/service/acting.hpp"
#include "station-agent/service/faults.hpp"
#include "station-agent/service/requests.hpp"

namespace doorstep::agent {
namespace {

constexpr std::int64_t answer_is_new_ms = 60'000;

void fill(wire::CaseInfo& info, const wire::CaseState& state) {
    info.set_case_number(state.case_number());
    info.set_scheme(state.scheme());
    info.set_state(state.state());
    info.set_note(state.note());
    info.set_state_ms(state.township_ms());
    *info.mutable_steps() = state.steps();
}

// What the live answer knows and the station not, or not yet.
void add_live(std::vector<wire::CaseInfo>& infos, const wire::CardCases& live) {
    for (const auto& state : live.cases()) {
        const auto known = std::find_if(infos.begin(), infos.end(),
                                        [&](const auto& info) { return info.case_number() == state.case_number(); });
        if (known == infos.end()) {
            fill(infos.emplace_back(), state);
        } else if (known->state_ms() < state.township_ms()) {
            fill(*known, state);
        }
    }
}

bool is_there(const std::string& chip_serial) {
    return std::any_of(chip_serial.begin(), chip_serial.end(), [](char c) { return c != 0; });
}

}  // namespace

Answer my_cases(Call call, const wire::MyCases& request) {
    DOORSTEP_TRY(const PersonSession* person, call.person(request.session()));
    const bool own = request.for_number().empty();
    DOORSTEP_TRY(const auto numbers, own ? case_numbers_of(call.organs, *person)
                                         : case_numbers_for(call.organs, *person, request.for_number()));
    DOORSTEP_TRY(auto infos, call.organs.cases.describe(numbers));
    const auto live = own ? person->live : LiveCases{};
    add_live(infos, live.cases);
    wire::AgentReply reply;
    auto& cases = *reply.mutable_cases();
    std::sort(infos.begin(), infos.end(), [](const auto& a, const auto& b) {
        return std::max(a.submitted_ms(), a.state_ms()) > std::max(b.submitted_ms(), b.state_ms());
    });
    for (auto& info : infos) {
        DOORSTEP_TRY(auto answers, call.organs.news.answers(info.case_number()));
        for (auto& answer : answers) {
            auto& told = *info.add_answers();
            told.set_text(std::move(*answer.mutable_text()));
            told.set_township_ms(answer.made_ms());
            told.set_id(answer.id());
            if (answer.has_hearing()) {
                *told.mutable_hearing() = answer.hearing();
            }
        }
        *cases.add_cases() = std::move(info);
    }
    cases.set_line_up(call.organs.uplink.line_up());
    DOORSTEP_TRY(const std::int64_t as_of, meta_number(*call.organs.store.database, "time_token_ms"));
    cases.set_as_of_ms(std::max<std::int64_t>(as_of, live.cases.township_ms()));
    cases.set_asking(live.asking);
    if (live.asking == wire::NOT_ANSWERED) {
        cases.mutable_not_answered()->set_code(live.fault);
    }
    return reply;
}

Answer ask_township(Call call, const wire::AskTownship& request) {
    DOORSTEP_TRY(const PersonSession* person, call.person(request.session()));
    DOORSTEP_TRY(const Shift* shift, call.shift(request.operator_token()));
    if (!person->from_chip || !is_there(person->card.chip_serial.view())) {
        return wire::FAULT_NOT_PERMITTED;  // SECURITY 6: never by number alone
    }
    const auto now = monotonic_milliseconds();
    auto& live = *call.organs.sessions.live_cases(call.peer, request.session());
    if (live.asking == wire::ASKING || (live.asking == wire::ANSWERED && now - live.since_ms < answer_is_new_ms)) {
        return done_reply();
    }
    wire::CardQuery query;
    query.set_number(person->number.view());
    query.set_chip_serial(person->card.chip_serial.view());
    query.set_valid_from(person->card.valid_from);
    query.set_valid_until(person->card.valid_until);
    query.set_operator_(shift != nullptr ? shift->clerk.account : std::string());
    live.asking = wire::ASKING;
    live.since_ms = now;
    // The person may be gone when the answer comes.
    call.organs.uplink.ask(std::move(query), [&sessions = call.organs.sessions, peer = call.peer,
                                              token = request.session()](wire::FaultCode fault, wire::CardCases cases) {
        if (auto* asked = sessions.live_cases(peer, token)) {
            *asked = {fault == wire::FAULT_NONE ? wire::ANSWERED : wire::NOT_ANSWERED, fault, monotonic_milliseconds(),
                      std::move(cases)};
        }
    });
    return done_reply();
}

}  // namespace doorstep::agent
