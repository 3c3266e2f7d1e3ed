// The visit of one person as one table (SECURITY 23).
#pragma once

#include <array>

#include "kiosk/backend/state_table.hpp"

namespace doorstep::kiosk {

enum class SessionState {
    Closed,     // nobody's: the home page
    Opening,    // a card is being read, or a typed identity taken
    Open,       // the person's
    Lifted,     // the card was lifted: the form goes on for the grace time
    OtherCard,  // another card lies there: asks whose visit this is
    IdleAsk,    // nothing was touched for long: asks gently
    Suspended,  // a clerk signs in meanwhile; the person's pages are hidden
    Ending,     // finish was pressed: waits for the papers, bounded
    TakeAway,   // reminds of card and papers, bounded
};
enum class SessionEvent {
    CardLaid,  // after the last session ended
    Typed,     // name and number typed
    Opened,    // the agent knows the person
    OpenFailed,
    CardLifted,
    SameCard,  // the person's card lies there again
    Another,   // a card of somebody else lies there
    GoOn,      // the question was answered: this visit goes on
    End,       // the question was answered, or finish pressed: this visit ends
    ClerkComes,
    ClerkDone,
    TimeOver,  // the state's own wait is over
    Idle,
    PapersOut,
    CardAway,
};

using SessionMove = Move<SessionState, SessionEvent>;

inline constexpr std::array session_table{
    // clang-format off
    SessionMove{SessionState::Closed,    SessionEvent::CardLaid,   SessionState::Opening},
    SessionMove{SessionState::Closed,    SessionEvent::Typed,      SessionState::Opening},
    SessionMove{SessionState::Opening,   SessionEvent::Opened,     SessionState::Open},
    SessionMove{SessionState::Opening,   SessionEvent::OpenFailed, SessionState::Closed},
    SessionMove{SessionState::Open,      SessionEvent::CardLifted, SessionState::Lifted},
    SessionMove{SessionState::Open,      SessionEvent::SameCard,   SessionState::Open},
    SessionMove{SessionState::Open,      SessionEvent::Another,    SessionState::OtherCard},
    SessionMove{SessionState::Open,      SessionEvent::Idle,       SessionState::IdleAsk},
    SessionMove{SessionState::Open,      SessionEvent::ClerkComes, SessionState::Suspended},
    SessionMove{SessionState::Open,      SessionEvent::End,        SessionState::Ending},
    SessionMove{SessionState::Lifted,    SessionEvent::SameCard,   SessionState::Open},
    SessionMove{SessionState::Lifted,    SessionEvent::Another,    SessionState::OtherCard},
    SessionMove{SessionState::Lifted,    SessionEvent::TimeOver,   SessionState::Ending},
    SessionMove{SessionState::Lifted,    SessionEvent::Idle,       SessionState::IdleAsk},
    SessionMove{SessionState::Lifted,    SessionEvent::ClerkComes, SessionState::Suspended},
    SessionMove{SessionState::Lifted,    SessionEvent::End,        SessionState::Ending},
    SessionMove{SessionState::OtherCard, SessionEvent::GoOn,       SessionState::Lifted},
    SessionMove{SessionState::OtherCard, SessionEvent::SameCard,   SessionState::Open},
    SessionMove{SessionState::OtherCard, SessionEvent::Another,    SessionState::OtherCard},
    SessionMove{SessionState::OtherCard, SessionEvent::CardLifted, SessionState::Lifted},
    SessionMove{SessionState::OtherCard, SessionEvent::ClerkComes, SessionState::Suspended},
    SessionMove{SessionState::OtherCard, SessionEvent::End,        SessionState::Ending},
    SessionMove{SessionState::OtherCard, SessionEvent::TimeOver,   SessionState::Ending},
    SessionMove{SessionState::IdleAsk,   SessionEvent::GoOn,       SessionState::Open},
    SessionMove{SessionState::IdleAsk,   SessionEvent::SameCard,   SessionState::Open},
    SessionMove{SessionState::IdleAsk,   SessionEvent::Another,    SessionState::OtherCard},
    SessionMove{SessionState::IdleAsk,   SessionEvent::End,        SessionState::Ending},
    SessionMove{SessionState::IdleAsk,   SessionEvent::TimeOver,   SessionState::Ending},
    SessionMove{SessionState::Suspended, SessionEvent::ClerkDone,  SessionState::Open},
    SessionMove{SessionState::Suspended, SessionEvent::TimeOver,   SessionState::IdleAsk},
    SessionMove{SessionState::Suspended, SessionEvent::End,        SessionState::Ending},
    SessionMove{SessionState::Ending,    SessionEvent::PapersOut,  SessionState::TakeAway},
    SessionMove{SessionState::Ending,    SessionEvent::TimeOver,   SessionState::TakeAway},
    SessionMove{SessionState::TakeAway,  SessionEvent::CardAway,   SessionState::Closed},
    SessionMove{SessionState::TakeAway,  SessionEvent::TimeOver,   SessionState::Closed},
    // clang-format on
};

}  // namespace doorstep::kiosk
