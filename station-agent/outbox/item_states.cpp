#include "station-agent/outbox/item_states.hpp"

#include <algorithm>
#include <string>

namespace doorstep::agent {

const Stay& stay_of(ItemState state) {
    const auto* found =
        std::find_if(item_stays.begin(), item_stays.end(), [&](const Stay& stay) { return stay.state == state; });
    return found != item_stays.end() ? *found : item_stays.front();
}

std::int64_t overdue_since(ItemState state, std::int64_t since_ms, std::int64_t now_ms) {
    const auto longest = stay_of(state).longest_ms;
    const auto end = since_ms + longest;
    return longest != 0 && end < now_ms ? end : 0;
}

wire::Fault fault_of(ItemState state, int cause) {
    wire::Fault fault;
    // Before causes were kept apart a refused item held the refusal's bare number.
    const bool refusal = cause >= refusal_base || state == wire::Item::REFUSED;
    if (refusal) {
        fault.set_code(state == wire::Item::REFUSED ? wire::FAULT_REFUSED_BY_TOWNSHIP : wire::FAULT_UNAVAILABLE);
        (*fault.mutable_parameters())["code"] = std::to_string(cause >= refusal_base ? cause - refusal_base : cause);
    } else if (state == wire::Item::SEALED || state == wire::Item::SHELVED) {
        fault.set_code(static_cast<wire::FaultCode>(cause));
    }
    return fault;
}

}  // namespace doorstep::agent
