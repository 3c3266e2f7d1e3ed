// What a station gets for what the township holds. Thread-bound with the archive.
#pragma once

#include "protocol/messages/uplink.pb.h"
#include "township/archive/submissions.hpp"

namespace doorstep::township {

// The signed acknowledgement of a held submission, the same at every repetition but for the countersignature of the
// station's audit chain, which is as far as the chain has come by now (none when it cannot be read).
wire::Acknowledged receipt_of(Archive& archive, const HeldSubmission& held);

}  // namespace doorstep::township
