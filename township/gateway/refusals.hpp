// From an error to the code that a station is told, and back to a word for the log. One table.
#pragma once

#include <optional>
#include <string_view>

#include "base/error.hpp"
#include "protocol/messages/uplink.pb.h"

namespace doorstep::township {

// The refusal that this error means; nothing when it is a failure of ours and the station should try again later.
std::optional<wire::RefusalCode> refusal_of(const Error& error);
// "BAD_OUTER_SIGNATURE", for logs and tasks.
std::string_view refusal_name(wire::RefusalCode code);

}  // namespace doorstep::township
