// What became of a complaint, to whoever holds its receipt: the number alone opens it (there may be no card), so it
// tells nothing but where it is and what was answered.
#include "base/case_number.hpp"
#include "base/clock.hpp"
#include "station-agent/service/faults.hpp"
#include "station-agent/service/requests.hpp"

namespace doorstep::agent {

Answer ask_complaint(Call call, const wire::AskComplaint& request) {
    auto& organs = call.organs;
    const auto now = monotonic_milliseconds();
    if (!organs.guesses.allowed(now)) {
        return wire::FAULT_QUERY_LIMIT;
    }
    wire::AgentReply reply;
    auto& info = *reply.mutable_complaint();
    const auto number = CaseNumber::parse(request.number());
    if (!number) {
        return reply;  // mistyped, as the check digits tell: no guess
    }
    DOORSTEP_TRY(const auto item, organs.outbox.complaint(number->digits()));
    if (!item) {
        organs.guesses.was_wrong(now);
        return reply;
    }
    info.set_number(number->digits());
    info.set_submitted_ms(item->since_ms());
    info.set_state(item->state());
    DOORSTEP_TRY(auto answers, organs.news.answers(number->digits()));
    for (auto& answer : answers) {
        auto& told = *info.add_answers();
        told.set_text(std::move(*answer.mutable_text()));
        told.set_township_ms(answer.made_ms());
        told.set_id(answer.id());
    }
    return reply;
}

}  // namespace doorstep::agent
