// A check-in as one table. A refused or missed face leads to the clerk with the same end result (DOMAIN 5.6).
#pragma once

#include <array>

#include "kiosk/backend/state_table.hpp"

namespace doorstep::kiosk {

enum class CheckInState {
    Idle,
    Report,       // somebody is here for a person who cannot come
    NotEnrolled,  // no template here: the clerk confirms, or the face is kept from now on
    Notice,       // notice and separate consent
    Starting,     // the record is begun
    Stuck,        // that failed
    Looking,      // camera on
    Missed,       // not recognised or not judged: again, or the clerk
    ClerkWay,     // waits for a clerk
    Reason,       // the clerk says why and that the person is here
    Sealing,
    Done,
};
enum class CheckInEvent {
    BeginEnrolled,
    BeginNotEnrolled,
    BeginTyped,
    BeginForAnother,
    SendReport,
    ReadyReport,
    FailedReport,
    Agree,
    Refuse,
    ToClerk,
    ReadyFace,
    ReadyClerk,
    Failed,
    Retry,
    Same,
    Missed,
    Again,
    ClerkReady,
    Confirm,
    Sealed,
    FailedFace,
    FailedClerk,
    Leave,
};
using CheckInMove = Move<CheckInState, CheckInEvent>;
inline constexpr std::array check_in_table{
    // clang-format off
    CheckInMove{CheckInState::Idle,        CheckInEvent::BeginEnrolled,    CheckInState::Notice},
    CheckInMove{CheckInState::Idle,        CheckInEvent::BeginNotEnrolled, CheckInState::NotEnrolled},
    CheckInMove{CheckInState::Idle,        CheckInEvent::BeginTyped,       CheckInState::Starting},
    CheckInMove{CheckInState::Idle,        CheckInEvent::BeginForAnother,  CheckInState::Report},
    CheckInMove{CheckInState::Report,      CheckInEvent::SendReport,       CheckInState::Starting},
    CheckInMove{CheckInState::Report,      CheckInEvent::Leave,            CheckInState::Idle},
    CheckInMove{CheckInState::Starting,    CheckInEvent::ReadyReport,      CheckInState::Sealing},
    CheckInMove{CheckInState::Sealing,     CheckInEvent::FailedReport,     CheckInState::Report},
    CheckInMove{CheckInState::NotEnrolled, CheckInEvent::ToClerk,          CheckInState::Starting},
    CheckInMove{CheckInState::NotEnrolled, CheckInEvent::Leave,            CheckInState::Idle},
    CheckInMove{CheckInState::Notice,      CheckInEvent::Agree,            CheckInState::Starting},
    CheckInMove{CheckInState::Notice,      CheckInEvent::Refuse,           CheckInState::Starting},
    CheckInMove{CheckInState::Notice,      CheckInEvent::Leave,            CheckInState::Idle},
    CheckInMove{CheckInState::Starting,    CheckInEvent::ReadyFace,        CheckInState::Looking},
    CheckInMove{CheckInState::Starting,    CheckInEvent::ReadyClerk,       CheckInState::ClerkWay},
    CheckInMove{CheckInState::Starting,    CheckInEvent::Failed,           CheckInState::Stuck},
    CheckInMove{CheckInState::Stuck,       CheckInEvent::Retry,            CheckInState::Starting},
    CheckInMove{CheckInState::Stuck,       CheckInEvent::Leave,            CheckInState::Idle},
    CheckInMove{CheckInState::Looking,     CheckInEvent::Same,             CheckInState::Sealing},
    CheckInMove{CheckInState::Looking,     CheckInEvent::Missed,           CheckInState::Missed},
    CheckInMove{CheckInState::Missed,      CheckInEvent::Again,            CheckInState::Looking},
    CheckInMove{CheckInState::Missed,      CheckInEvent::ToClerk,          CheckInState::ClerkWay},
    CheckInMove{CheckInState::Missed,      CheckInEvent::Leave,            CheckInState::Idle},
    CheckInMove{CheckInState::ClerkWay,    CheckInEvent::ClerkReady,       CheckInState::Reason},
    CheckInMove{CheckInState::ClerkWay,    CheckInEvent::Leave,            CheckInState::Idle},
    CheckInMove{CheckInState::Reason,      CheckInEvent::Confirm,          CheckInState::Sealing},
    CheckInMove{CheckInState::Reason,      CheckInEvent::Leave,            CheckInState::Idle},
    CheckInMove{CheckInState::Sealing,     CheckInEvent::Sealed,           CheckInState::Done},
    CheckInMove{CheckInState::Sealing,     CheckInEvent::FailedFace,       CheckInState::Missed},
    CheckInMove{CheckInState::Sealing,     CheckInEvent::FailedClerk,      CheckInState::ClerkWay},
    CheckInMove{CheckInState::Done,        CheckInEvent::Leave,            CheckInState::Idle},
    // clang-format on
};

}  // namespace doorstep::kiosk
