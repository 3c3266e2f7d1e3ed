// Applying as one table. The README's picture is drawn from it.
#pragma once

#include <array>

#include "kiosk/backend/state_table.hpp"

namespace doorstep::kiosk {

enum class ApplyState {
    Idle,
    Choosing,    // what do you need help with: one tile a scheme
    Guiding,     // a few plain questions that help to choose
    Suggesting,  // what they point to
    Resume,      // a draft of this person is there: go on, begin anew, or something else
    Starting,    // the draft is made or fetched
    Stuck,       // that failed; try again or leave
    Form,        // pages of the scheme
    Signing,     // who else must sign, one line a person
    Sheet,       // one person's authorization sheet
    Scan,        // papers through the scanner
    Review,      // everything on one page
    Submitting,  // being sealed
    Done,        // case number, receipt
};
enum class ApplyEvent {
    Begin,
    BeginWithDraft,
    BeginLooking,  // drafts are there, but not everybody's: the number was typed, or somebody acts for another
    Found,         // one was begun by this person, this way, for that one
    NothingFound,
    Chosen,
    NotSure,
    Guided,
    BackToChoosing,
    BackToGuide,
    Other,  // keep the draft, apply for something else
    GoOn,
    Anew,
    AtForm,  // the draft is there; where the person was
    AtSigning,
    AtScan,
    AtReview,
    Failed,
    Retry,
    Turned,     // another page of the form
    FormDone,   // and others must sign
    FormAlone,  // and nobody else signs
    SigningDone,
    OpenSheet,
    CloseSheet,
    BackToForm,
    BackToSigning,
    BackToScan,
    ScanDone,
    Change,   // from the review to a page of the form
    Changed,  // and back
    Submit,
    Submitted,
    Leave,
};
using ApplyMove = Move<ApplyState, ApplyEvent>;

inline constexpr std::array apply_table{
    // clang-format off
    ApplyMove{ApplyState::Idle,       ApplyEvent::Begin,          ApplyState::Choosing},
    ApplyMove{ApplyState::Idle,       ApplyEvent::BeginWithDraft, ApplyState::Resume},
    ApplyMove{ApplyState::Idle,       ApplyEvent::BeginLooking,   ApplyState::Starting},
    ApplyMove{ApplyState::Choosing,   ApplyEvent::Chosen,         ApplyState::Starting},
    ApplyMove{ApplyState::Choosing,   ApplyEvent::NotSure,        ApplyState::Guiding},
    ApplyMove{ApplyState::Choosing,   ApplyEvent::Leave,          ApplyState::Idle},
    ApplyMove{ApplyState::Guiding,    ApplyEvent::Turned,         ApplyState::Guiding},
    ApplyMove{ApplyState::Guiding,    ApplyEvent::Guided,         ApplyState::Suggesting},
    ApplyMove{ApplyState::Guiding,    ApplyEvent::BackToChoosing, ApplyState::Choosing},
    ApplyMove{ApplyState::Suggesting, ApplyEvent::Chosen,         ApplyState::Starting},
    ApplyMove{ApplyState::Suggesting, ApplyEvent::BackToGuide,    ApplyState::Guiding},
    ApplyMove{ApplyState::Suggesting, ApplyEvent::BackToChoosing, ApplyState::Choosing},
    ApplyMove{ApplyState::Resume,     ApplyEvent::GoOn,           ApplyState::Starting},
    ApplyMove{ApplyState::Resume,     ApplyEvent::Anew,           ApplyState::Starting},
    ApplyMove{ApplyState::Resume,     ApplyEvent::Other,          ApplyState::Choosing},
    ApplyMove{ApplyState::Resume,     ApplyEvent::Leave,          ApplyState::Idle},
    ApplyMove{ApplyState::Starting,   ApplyEvent::Found,          ApplyState::Resume},
    ApplyMove{ApplyState::Starting,   ApplyEvent::NothingFound,   ApplyState::Choosing},
    ApplyMove{ApplyState::Starting,   ApplyEvent::AtForm,         ApplyState::Form},
    ApplyMove{ApplyState::Starting,   ApplyEvent::AtSigning,      ApplyState::Signing},
    ApplyMove{ApplyState::Starting,   ApplyEvent::AtScan,         ApplyState::Scan},
    ApplyMove{ApplyState::Starting,   ApplyEvent::AtReview,       ApplyState::Review},
    ApplyMove{ApplyState::Starting,   ApplyEvent::Failed,         ApplyState::Stuck},
    ApplyMove{ApplyState::Stuck,      ApplyEvent::Retry,          ApplyState::Starting},
    ApplyMove{ApplyState::Stuck,      ApplyEvent::Leave,          ApplyState::Idle},
    ApplyMove{ApplyState::Form,       ApplyEvent::Turned,         ApplyState::Form},
    ApplyMove{ApplyState::Form,       ApplyEvent::FormDone,       ApplyState::Signing},
    ApplyMove{ApplyState::Form,       ApplyEvent::FormAlone,      ApplyState::Scan},
    ApplyMove{ApplyState::Form,       ApplyEvent::Changed,        ApplyState::Review},
    ApplyMove{ApplyState::Form,       ApplyEvent::BackToChoosing, ApplyState::Choosing},
    ApplyMove{ApplyState::Signing,    ApplyEvent::OpenSheet,      ApplyState::Sheet},
    ApplyMove{ApplyState::Signing,    ApplyEvent::SigningDone,    ApplyState::Scan},
    ApplyMove{ApplyState::Signing,    ApplyEvent::BackToForm,     ApplyState::Form},
    ApplyMove{ApplyState::Sheet,      ApplyEvent::CloseSheet,     ApplyState::Signing},
    ApplyMove{ApplyState::Scan,       ApplyEvent::ScanDone,       ApplyState::Review},
    ApplyMove{ApplyState::Scan,       ApplyEvent::BackToSigning,  ApplyState::Signing},
    ApplyMove{ApplyState::Scan,       ApplyEvent::BackToForm,     ApplyState::Form},
    ApplyMove{ApplyState::Review,     ApplyEvent::Change,         ApplyState::Form},
    ApplyMove{ApplyState::Review,     ApplyEvent::BackToScan,     ApplyState::Scan},
    ApplyMove{ApplyState::Review,     ApplyEvent::Submit,         ApplyState::Submitting},
    ApplyMove{ApplyState::Submitting, ApplyEvent::Submitted,      ApplyState::Done},
    ApplyMove{ApplyState::Submitting, ApplyEvent::Failed,         ApplyState::Review},
    ApplyMove{ApplyState::Done,       ApplyEvent::Leave,          ApplyState::Idle},
    // clang-format on
};

}  // namespace doorstep::kiosk
