#include "station-agent/uplink/card_queries.hpp"

#include <utility>

#include "base/log.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope/statements.hpp"

namespace doorstep::agent {

wire::UplinkMessage CardQueries::begin(wire::CardQuery query, std::int64_t until_ms, Answered answered) {
    constexpr std::size_t id_bytes = 16;
    Bytes id(id_bytes);
    fill_random(id);
    query.set_query(std::string(as_text(id)));
    waiting_[query.query()] = {until_ms, std::move(answered)};
    wire::UplinkMessage message;
    *message.mutable_card_query() = std::move(query);
    return message;
}

void CardQueries::take(const wire::CardAnswer& answer, const Enrolment& enrolment) {
    const auto found = waiting_.find(answer.query());
    if (found == waiting_.end()) {
        return;
    }
    wire::CardCases cases;
    const bool genuine = answer.fault() != wire::FAULT_NONE ||
                         (protocol::verify(protocol::domains::card_cases, as_bytes(answer.cases()),
                                           as_bytes(answer.signature()), enrolment.gateway_sign_public) &&
                          cases.ParseFromString(answer.cases()) && cases.query() == answer.query() &&
                          cases.station() == enrolment.station);
    if (!genuine) {
        log::warning("line: an answer about a card is not the township's");
        return;
    }
    const auto answered = std::move(found->second.answered);
    waiting_.erase(found);
    answered(answer.fault(), std::move(cases));
}

void CardQueries::expire(std::int64_t now_ms) {
    for (auto at = waiting_.begin(); at != waiting_.end();) {
        if (at->second.until_ms > now_ms) {
            ++at;
            continue;
        }
        const auto answered = std::move(at->second.answered);
        at = waiting_.erase(at);
        answered(wire::FAULT_TIMEOUT, {});
    }
}

void CardQueries::fail_all(wire::FaultCode fault) {
    for (auto& [id, waiting] : std::exchange(waiting_, {})) {
        waiting.answered(fault, {});
    }
}

}  // namespace doorstep::agent
