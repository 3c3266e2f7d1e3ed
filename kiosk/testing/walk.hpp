// What holds for every table of states: no pair twice, every state can be reached, and from every state the way leads
// back to where it begins.
#pragma once

#include <set>
#include <span>

#include <gtest/gtest.h>

#include "kiosk/backend/state_table.hpp"

namespace doorstep::kiosk {

template <class State, class Event>
std::set<State> reached_from(std::span<const Move<State, Event>> table, State start) {
    std::set<State> seen{start};
    for (std::size_t before = 0; before != seen.size();) {
        before = seen.size();
        for (const auto& move : table) {
            if (seen.count(move.from) != 0) {
                seen.insert(move.to);
            }
        }
    }
    return seen;
}

template <class State, class Event>
void expect_sound(std::span<const Move<State, Event>> table, State start, int states, int events) {
    std::set<std::pair<State, Event>> pairs;
    for (const auto& move : table) {
        EXPECT_TRUE(pairs.insert({move.from, move.on}).second)
            << "state " << static_cast<int>(move.from) << " has event " << static_cast<int>(move.on) << " twice";
    }
    EXPECT_EQ(reached_from(table, start).size(), static_cast<std::size_t>(states)) << "a state cannot be reached";
    for (int s = 0; s < states; ++s) {
        const auto state = static_cast<State>(s);
        EXPECT_EQ(reached_from(table, state).count(start), 1U) << "state " << s << " is a dead end";
        for (int e = 0; e < events; ++e) {
            const auto event = static_cast<Event>(e);
            const auto next = next_state(table, "test", state, event, start);
            EXPECT_EQ(next, pairs.count({state, event}) != 0 ? *listed(table, state, event) : start);
        }
    }
}

}  // namespace doorstep::kiosk
