// A state machine is one table: one row per (state, event, target). An unlisted event is logged and leads to the
// machine's safe state; nothing else decides where a journey goes.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/log.hpp"

namespace doorstep::kiosk {

template <class State, class Event>
struct Move {
    State from;
    Event on;
    State to;
};

// The table's target; nothing when the pair is not listed.
template <class State, class Event>
std::optional<State> listed(std::span<const Move<State, Event>> table, State from, Event on) {
    for (const auto& move : table) {
        if (move.from == from && move.on == on) {
            return move.to;
        }
    }
    return std::nullopt;
}

// The next state: the table's, or `safe` (logged with the machine's name, no personal data).
template <class State, class Event>
State next_state(std::span<const Move<State, Event>> table, std::string_view machine, State from, Event on,
                 State safe) {
    if (const auto to = listed(table, from, on)) {
        return *to;
    }
    log::error("{}: event {} in state {} is not in the table", machine, static_cast<int>(on), static_cast<int>(from));
    return safe;
}

}  // namespace doorstep::kiosk
