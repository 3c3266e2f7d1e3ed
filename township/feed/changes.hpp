// What the county has not been told yet: rows of the archive that no batch of the purpose names. Chosen by their
// absence, not by a number behind the last one, so that what commits late is found by the next look. Thread-bound with
// the archive.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "township/archive/archive.hpp"
#include "township/feed/purposes.hpp"

namespace doorstep::township {

struct Change {
    enum class Kind {
        CaseState,  // a case came into a state
        CheckIn,    // a person's check-in arrived
    };
    Kind kind = Kind::CaseState;
    std::int64_t move = 0;  // row of moves; CaseState only
    Bytes submission;       // whose people it is about: the case's newest application, or the check-in itself; may be
                            // empty
    std::string case_number;
    std::string scheme;
    std::int64_t scheme_version = 0;
    std::string station;
    std::int64_t at_ms = 0;
    std::string from_state;
    std::string state;
    std::int64_t way = 0;
    std::int64_t reason = 0;
    bool person_present = false;
};
// "case-state", "check-in": as purposes name them.
std::string_view id_of(Change::Kind kind);

// Where a run's next look begins; a new run begins at the beginning.
struct Reached {
    std::int64_t move = 0;
    Bytes check_in;
};

// At most `most` changes that no batch of the purpose's generation names, oldest rows first, states before check-ins;
// moves `reached` behind them.
Result<std::vector<Change>> changes_to_tell(Archive& archive, const Purpose& purpose, std::int64_t generation,
                                            Reached& reached, std::size_t most);
// Notes that this batch tells it. Joins the caller's transaction.
Status note_told(Archive& archive, const Change& change, const Purpose& purpose, std::int64_t generation,
                 std::int64_t number);

// The line of one change: a JSON object with the purpose's fields and no other, without its end. Database errors,
// BadBlob.
Result<WipedString> line_of(Archive& archive, const Change& change, const Purpose& purpose);

}  // namespace doorstep::township
