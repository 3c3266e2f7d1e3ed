// Somebody hands in for another person (wire.Acting): whom it is about, and that who acts is who sits there.
// Thread-bound.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "station-agent/service/organs.hpp"

namespace doorstep::agent {

// Under a case of the person it is about; nobody writes about, and thereby joins, another's.
bool is_letter_in_case(wire::SubmissionKind kind);

// `number` in the shape that a person is found by; FAULT_BAD_REQUEST when it is none or over its bound.
Result<std::string> usable_number(const std::string& number);

// The key of whoever has that number, asked for by a kiosk: so many at once, then one in ten seconds (Organs::openings,
// FAULT_QUERY_LIMIT), so that one that was taken over does not try out the numbers of a county.
Result<PersonKey> look_up(Organs& organs, const std::string& number);

// Whose business a hand-in of `person` is: nothing when the person acts in the own name. Fills `operator_account` into
// the entrustment. FAULT_BAD_REQUEST when the part names another than the session's person, nobody else to act for, or
// a way that needs an entrustment without its record; FAULT_PART_MISSING when the signed paper is not there.
Result<std::optional<PersonKey>> whose_business(Organs& organs, const PersonSession& person,
                                                std::vector<DraftPart>& parts, const std::string& operator_account);

// All case numbers of whoever has that key: from hand-ins here and from the roster.
Result<std::set<std::string>> case_numbers_under(Organs& organs, const PersonKey& key);
// Those of them that `person` handed in here in that one's name.
Result<std::set<std::string>> case_numbers_for(Organs& organs, const PersonSession& person,
                                               const std::string& for_number);

}  // namespace doorstep::agent
