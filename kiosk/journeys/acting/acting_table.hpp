// Coming for somebody else as one table. The README's picture is drawn from it.
#pragma once

#include <array>

#include "kiosk/backend/state_table.hpp"

namespace doorstep::kiosk {

enum class ActingState {
    Idle,
    As,        // lives with the person, guardian, asked to come, village committee
    Relation,  // what one is to the person
    Name,      // of the person
    Number,
    Reason,  // why the person does not come
    Paper,   // the entrustment: printed, signed, scanned, or brought later
};
enum class ActingEvent {
    Begin,
    Chosen,
    NoRelation,
    RelationSaid,
    NameTyped,
    NumberTyped,
    Known,
    ReasonSaid,
    Back,
    Leave
};
using ActingMove = Move<ActingState, ActingEvent>;

inline constexpr std::array acting_table{
    // clang-format off
    ActingMove{ActingState::Idle,     ActingEvent::Begin,        ActingState::As},
    ActingMove{ActingState::As,       ActingEvent::Chosen,       ActingState::Relation},
    ActingMove{ActingState::As,       ActingEvent::NoRelation,   ActingState::Name},
    ActingMove{ActingState::As,       ActingEvent::Leave,        ActingState::Idle},
    ActingMove{ActingState::Relation, ActingEvent::RelationSaid, ActingState::Name},
    ActingMove{ActingState::Relation, ActingEvent::Back,         ActingState::As},
    ActingMove{ActingState::Relation, ActingEvent::Leave,        ActingState::Idle},
    ActingMove{ActingState::Name,     ActingEvent::NameTyped,    ActingState::Number},
    ActingMove{ActingState::Name,     ActingEvent::Back,         ActingState::As},
    ActingMove{ActingState::Name,     ActingEvent::Leave,        ActingState::Idle},
    ActingMove{ActingState::Number,   ActingEvent::NumberTyped,  ActingState::Reason},
    ActingMove{ActingState::Number,   ActingEvent::Known,        ActingState::Idle},
    ActingMove{ActingState::Number,   ActingEvent::Back,         ActingState::Name},
    ActingMove{ActingState::Number,   ActingEvent::Leave,        ActingState::Idle},
    ActingMove{ActingState::Reason,   ActingEvent::ReasonSaid,   ActingState::Paper},
    ActingMove{ActingState::Reason,   ActingEvent::Back,         ActingState::Number},
    ActingMove{ActingState::Reason,   ActingEvent::Leave,        ActingState::Idle},
    ActingMove{ActingState::Paper,    ActingEvent::Known,        ActingState::Idle},
    ActingMove{ActingState::Paper,    ActingEvent::Back,         ActingState::Reason},
    ActingMove{ActingState::Paper,    ActingEvent::Leave,        ActingState::Idle},
    // clang-format on
};

}  // namespace doorstep::kiosk
