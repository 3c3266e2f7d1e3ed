// A station's audit chain as the township holds it (SECURITY 20): every envelope carries its sequence number and the
// head before it, so each submission that goes on from the last head proves the rows before. What the chain reached is
// countersigned in acknowledgements. Thread-bound with the archive.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "township/archive/archive.hpp"

namespace doorstep::township {

// As far as the chain is held without a gap or a fork. A station that was enrolled anew with other keys begins anew.
struct ChainMark {
    std::uint64_t sequence = 0;  // 0: nothing yet
    Bytes head;                  // 32 bytes; empty when nothing
};
Result<ChainMark> chain_mark(Archive& archive, std::string_view station, BytesView sign_public);

// Goes on from the mark with what is held by now, at most 1000 rows a call. A submission that does not go on from the
// head before it becomes a task ("needs-person"), once, and nothing behind it is countersigned. Joins the caller's
// transaction.
Status extend_chain(Archive& archive, std::string_view station, BytesView sign_public);

// True when a station shows a head that lies before what it was countersigned for: its disk was rolled back. A head
// that is not known here is one of submissions that are still to come.
Result<bool> is_rolled_back(Archive& archive, std::string_view station, BytesView sign_public, BytesView head);

// The head after a submission (row: id, envelope digest, header), when it and the entries that it carries go on from
// `previous`; nothing when they do not.
Result<std::optional<Bytes>> next_head(Archive& archive, const Row& row, std::int64_t sequence, const Bytes& previous);

// What a station's chain says beside its submissions, newest first, of the newest 1000 that carry any.
struct StationEntry {
    std::uint64_t sequence = 0;  // of the submission that brought it
    std::int64_t at_ms = 0;      // station's clock
    std::string what;
    std::string who;
    std::string subject;  // hex
};
Result<std::vector<StationEntry>> station_entries(Archive& archive, std::string_view station);

// Sequence numbers of the station that lie below its highest one and were never received, as first and last of each
// run, lowest first, at most 100 runs.
using SequenceRuns = std::vector<std::pair<std::int64_t, std::int64_t>>;
Result<SequenceRuns> missing_sequences(Archive& archive, std::string_view station);

}  // namespace doorstep::township
