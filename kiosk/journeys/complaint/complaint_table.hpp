// A complaint or an objection as one table: written and handed in, or its answer asked for with the receipt's number.
#pragma once

#include <array>

#include "kiosk/backend/state_table.hpp"

namespace doorstep::kiosk {

enum class ComplaintState {
    Idle,
    Choosing,  // what it is about, with or without the name
    Writing,
    Papers,   // pages beside the words, or instead of them
    Sending,  // until the agent has it for good
    Sent,     // the number, the receipt
    Number,   // a receipt's number is typed
    Looking,  // the agent is asked
    Told,     // where it is, what was answered
};
enum class ComplaintEvent {
    Begin,
    Write,
    AddPapers,
    Send,
    Sent,
    SendFailed,  // what was written is kept
    LookUp,
    Ask,
    Answered,
    AskFailed,
    Back,
    Leave,
};

using ComplaintMove = Move<ComplaintState, ComplaintEvent>;

inline constexpr std::array complaint_table{
    // clang-format off
    ComplaintMove{ComplaintState::Idle,     ComplaintEvent::Begin,      ComplaintState::Choosing},
    ComplaintMove{ComplaintState::Choosing, ComplaintEvent::Write,      ComplaintState::Writing},
    ComplaintMove{ComplaintState::Choosing, ComplaintEvent::LookUp,     ComplaintState::Number},
    ComplaintMove{ComplaintState::Choosing, ComplaintEvent::Leave,      ComplaintState::Idle},
    ComplaintMove{ComplaintState::Writing,  ComplaintEvent::AddPapers,  ComplaintState::Papers},
    ComplaintMove{ComplaintState::Writing,  ComplaintEvent::Send,       ComplaintState::Sending},
    ComplaintMove{ComplaintState::Writing,  ComplaintEvent::Back,       ComplaintState::Choosing},
    ComplaintMove{ComplaintState::Papers,   ComplaintEvent::Send,       ComplaintState::Sending},
    ComplaintMove{ComplaintState::Papers,   ComplaintEvent::Back,       ComplaintState::Writing},
    ComplaintMove{ComplaintState::Sending,  ComplaintEvent::Sent,       ComplaintState::Sent},
    ComplaintMove{ComplaintState::Sending,  ComplaintEvent::SendFailed, ComplaintState::Writing},
    ComplaintMove{ComplaintState::Sent,     ComplaintEvent::Leave,      ComplaintState::Idle},
    ComplaintMove{ComplaintState::Number,   ComplaintEvent::Ask,        ComplaintState::Looking},
    ComplaintMove{ComplaintState::Number,   ComplaintEvent::Back,       ComplaintState::Choosing},
    ComplaintMove{ComplaintState::Looking,  ComplaintEvent::Answered,   ComplaintState::Told},
    ComplaintMove{ComplaintState::Looking,  ComplaintEvent::AskFailed,  ComplaintState::Number},
    ComplaintMove{ComplaintState::Told,     ComplaintEvent::Back,       ComplaintState::Number},
    ComplaintMove{ComplaintState::Told,     ComplaintEvent::Leave,      ComplaintState::Idle},
    // clang-format on
};

}  // namespace doorstep::kiosk
