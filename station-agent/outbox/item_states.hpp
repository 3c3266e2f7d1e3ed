// How long an item may be in each state, why it is there, and what is said when it stays longer. Reentrant.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "protocol/messages/agent.pb.h"
#include "protocol/messages/uplink.pb.h"

namespace doorstep::agent {

using ItemState = wire::Item::State;

// One row a state. `words` is for technicians and the log; the kiosk has its own sentence a code.
struct Stay {
    ItemState state;
    std::int64_t longest_ms;  // 0: for ever
    std::string_view words;
    std::string_view then;  // what to do when it lasts longer
};

constexpr std::int64_t stay_hour_ms = 3'600'000;
constexpr std::int64_t stay_day_ms = 24 * stay_hour_ms;

// The rows of DESIGN rule 11. A line may be away for days, so "sealed" waits three of them before anybody is troubled;
// what a person must decide is looked at within a day (SECURITY 28).
inline constexpr std::array item_stays{
    Stay{wire::Item::SEALED, 3 * stay_day_ms, "waits to be sent", "carry it to town on a stick"},
    Stay{wire::Item::SENDING, stay_hour_ms, "is being sent", "look at the line"},
    Stay{wire::Item::ACKNOWLEDGED, 0, "the township has it", ""},
    Stay{wire::Item::REFUSED, stay_day_ms, "the township refused it", "ask the township what became of it"},
    Stay{wire::Item::SHELVED, stay_day_ms, "lies on the shelf", "export it, or try it again"},
    Stay{wire::Item::PRUNED, 0, "the township has it, the copy here is dropped", ""},
};

// The row of that state; of an unknown one the first.
const Stay& stay_of(ItemState state);
// Since when it is longer in its state than it should be; 0: it is not (also when the clock was set back).
std::int64_t overdue_since(ItemState state, std::int64_t since_ms, std::int64_t now_ms);

// Why an item waits, as one stored number: fault codes as they are, refusals of the township from `refusal_base` on.
constexpr int refusal_base = 1000;
constexpr int cause_of(wire::RefusalCode code) {
    return refusal_base + static_cast<int>(code);
}
constexpr int cause_of(wire::FaultCode code) {
    return static_cast<int>(code);
}
// The fault that a person is told; FAULT_NONE when there is nothing to tell. Parameter "code": the refusal's number.
wire::Fault fault_of(ItemState state, int cause);

}  // namespace doorstep::agent
