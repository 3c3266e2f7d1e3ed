// Enrolment by file: the invitation that goes to a station and the reply that comes back, and the codes that are typed
// at either end (SECURITY 9). JSON of docs/protocol.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "township/archive/archive.hpp"

namespace doorstep::township {

// The invitation for a station; `address` may be empty when the gateway does not serve yet. BadStationId.
Result<std::string> invitation_for(Archive& archive, std::string_view station, std::string_view address);
// Takes a reply: signature, token (single use, 7 days), keys, and the code that the kiosk showed. Sends the station
// what stands for it, and, when its keys are new, its roster and case states again. BadReply says why not; after
// most_wrong_codes wrong ones the invitation ends.
struct Confirmed {
    std::string station;
    std::string code;  // eight digits, to be typed at the kiosk; empty without a code
};
constexpr int most_wrong_codes = 5;
// Without a code (laboratory): nothing is typed at either end.
Result<Confirmed> confirm_reply(Archive& archive, std::string_view reply, std::optional<std::string> code);
constexpr std::size_t largest_reply = 64U << 10U;

}  // namespace doorstep::township
