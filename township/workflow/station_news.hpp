// Who hears of a case: the stations whose submissions it holds, and those on whose roster the person is (SECURITY 6).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/uuid.hpp"
#include "protocol/messages/uplink.pb.h"
#include "township/archive/archive.hpp"

namespace doorstep::township {

// A case as stations hear of it; NoSuchCase.
Result<wire::CaseState> case_state(Archive& archive, std::string_view case_number);
// Enrolled stations that may hear of the case, sorted.
Result<std::vector<std::string>> stations_of_case(Archive& archive, std::string_view case_number);
// Queues the case's present state for each of them; joins the caller's transaction. `submission` may be nil.
Status tell_stations(Archive& archive, std::string_view case_number, const Uuid& submission);
// The same for one station: what a station with new keys hears again.
Status tell_everything(Archive& archive, std::string_view station);

}  // namespace doorstep::township
