// From an error to the code that a station is told, and back to a word for the log; and what is kept of a refusal.
#pragma once

#include <optional>
#include <string_view>

#include "base/error.hpp"
#include "protocol/messages/uplink.pb.h"
#include "township/archive/archive.hpp"

namespace doorstep::township {

// The refusal that this error means; nothing when it is a failure of ours and the station should try again later.
std::optional<wire::RefusalCode> refusal_of(const Error& error);
// "BAD_OUTER_SIGNATURE", for logs and tasks.
std::string_view refusal_name(wire::RefusalCode code);
// Keeps the envelope and puts it before a person, within a day (SECURITY 28). The row's id, or 0 when it was kept
// before. `submission` as offered, at most 16 bytes.
Result<std::int64_t> keep_refusal(Archive& archive, std::string_view station, BytesView submission,
                                  wire::RefusalCode code, BytesView envelope);

}  // namespace doorstep::township
