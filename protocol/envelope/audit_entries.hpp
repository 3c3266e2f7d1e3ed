// What a station's audit chain holds between its submissions (SECURITY 20): who signed in, whose face was opened, which
// order was taken. The entries travel inside the seal of the next submission; both ends compute the same heads from
// them. Reentrant.
#pragma once

#include <cstdint>
#include <optional>

#include "base/digest.hpp"
#include "protocol/messages/envelope.pb.h"

namespace doorstep::protocol {

// Of one submission; a station notes no more between two.
constexpr int most_audit_entries = 1000;

// The head after the `place`-th entry (from 0) before the submission of that station sequence; `previous` as in
// audit_step(). Every field counts, each with its length.
Digest audit_entry_step(BytesView previous, std::uint64_t sequence, std::uint64_t place, const wire::AuditEntry& entry);
// The head that the submission of that sequence must name, from the head before and the entries that it carries
// (serialized AuditEntries; empty: none). Nothing when they do not read or are too many.
std::optional<Bytes> audit_head_over(BytesView previous, std::uint64_t sequence, BytesView entries);

}  // namespace doorstep::protocol
