// Moves of a case: the table is forms/case_states; here stand who moved it, why, and who hears of it (SECURITY 21).
#pragma once

#include <string>
#include <string_view>

#include "base/uuid.hpp"
#include "township/archive/audit.hpp"

namespace doorstep::township {

struct Move {
    std::string to;      // id of forms/case_states
    std::string note;    // to the person, in plain words
    std::string reason;  // in writing; empty: the note is the reason
};

// One commit: state, history, audit, CaseState to the stations concerned, roster (approved and paying enter, stop and
// closed leave). Forms' UnknownState and IllegalMove in words; NeedsHearing before a decrease or stop, NeedsReason for
// every "no"; NoSuchCase.
Status set_state(Archive& archive, std::string_view case_number, const Move& move, const Actor& actor);
// What was said at a hearing; before it nothing may be decreased or stopped (SAL 48).
Status record_hearing(Archive& archive, std::string_view case_number, std::string_view record, const Actor& actor);

// For intake and import: a move that arrival makes, within its transaction; no audit, no news.
Status arrive_in_state(Archive& archive, std::string_view case_number, std::string_view from, std::string_view to,
                       std::string_view who = "gateway");

}  // namespace doorstep::township
