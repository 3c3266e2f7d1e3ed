// Enrolment by file: the invitation that goes to a station and the reply that comes back (SECURITY 9; today without the
// typed code). JSON of docs/protocol.md.
#pragma once

#include <string>
#include <string_view>

#include "township/archive/archive.hpp"

namespace doorstep::township {

// The invitation for a station; `address` may be empty when the gateway does not serve yet. BadStationId.
Result<std::string> invitation_for(Archive& archive, std::string_view station, std::string_view address);
// Takes a reply: signature, token (single use, 7 days), keys. Sends the station all clerk accounts, and, when its keys
// are new, its roster and case states again. The station's id. BadReply says why not.
Result<std::string> confirm_reply(Archive& archive, std::string_view reply);
constexpr std::size_t largest_reply = 64U << 10U;

}  // namespace doorstep::township
