// States of a case (DOMAIN 5.2) and which state may follow which: one table for the kiosk's words and the township's
// moves.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "forms/forms_error.hpp"

namespace doorstep::forms {

// Order is for lists only. Ids (case_state_id) are what travels and is stored; numbers never are.
enum class CaseState : std::uint8_t {
    Draft,
    Submitted,
    Delivered,
    NeedsSupplement,
    NotAccepted,
    Accepted,
    Checking,
    Surveying,
    Opinion,
    Publicity,
    Objection,
    ReSurvey,
    CountyReview,
    TownshipDecides,
    Approved,
    Refused,
    Paying,
    ReviewDue,
    Increase,
    Hearing,
    Decrease,
    Stop,
    Closed,
    Withdrawn,
    TerminatedNoCooperation,
    ReliefFirst,
    SupplementDue,
};

// All states, in the order of the enum.
std::span<const CaseState> all_case_states();
// "submitted", "needs-supplement", …; stable for ever.
std::string_view case_state_id(CaseState state);
// UnknownState when the id is none of ours.
Result<CaseState> parse_case_state(std::string_view id);
// True when the table lists the move; staying is no move.
bool legal_move(CaseState from, CaseState to);
// Ok, or IllegalMove with a detail that names both states and what would be allowed.
Status check_move(CaseState from, CaseState to);
// What may follow; empty for an end.
std::vector<CaseState> moves_from(CaseState from);
// SAL 48: a decrease or stop needs a hearing on record before it.
bool needs_hearing(CaseState to);
// SAL 45, DB 21: a "no" of any kind and every decrease or stop go out in writing with reasons.
bool needs_written_reason(CaseState to);
// draft … delivered: the only states that a station sets by itself; every later one comes signed from the township.
bool decided_at_station(CaseState state);

}  // namespace doorstep::forms
