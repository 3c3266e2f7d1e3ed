// Recipients that a station knows: each change travels sealed to the station's own key, without names (SECURITY 12).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "township/archive/archive.hpp"

namespace doorstep::township {

// The applicant of the case enters the roster of the station (empty: where the case began), if not there yet. Joins the
// caller's transaction. NoSuchCase, NoOneForRoster (no ID number), NoSuchStation (not enrolled).
Status roster_add(Archive& archive, std::string_view case_number, std::string_view station);
// Leaves it: all stations when `station` is empty. No error when not there.
Status roster_remove(Archive& archive, std::string_view case_number, std::string_view station);

struct RosterRow {
    std::string station;
    std::string case_number;
    std::string masked_number;
    std::int64_t added_ms = 0;
};
// Who is on a roster now, by station and case.
Result<std::vector<RosterRow>> roster_rows(Archive& archive);
// Queues every row again for a station with new keys.
Status resend_roster(Archive& archive, std::string_view station);

}  // namespace doorstep::township
