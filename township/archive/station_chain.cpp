#include "township/archive/station_chain.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "protocol/envelope/audit_entries.hpp"
#include "protocol/envelope/statements.hpp"
#include "protocol/messages/envelope.pb.h"
#include "township/archive/tasks.hpp"

namespace doorstep::township {
namespace {

Status tell_fork(Archive& archive, std::string_view station, const Row& row, std::int64_t sequence) {
    Task task;
    task.kind = "needs-person";
    task.station = std::string(station);
    DOORSTEP_TRY(task.submission, Uuid::from_bytes(row.bytes(0)));
    task.case_number = row.text(3);
    task.what = fmt::format("the station's audit chain does not go on at its number {}", sequence);
    return add_task(archive, task);
}

}  // namespace

Result<std::optional<Bytes>> next_head(Archive& archive, const Row& row, std::int64_t sequence, const Bytes& previous) {
    const auto number = static_cast<std::uint64_t>(sequence);
    wire::Header header;
    const Bytes carried = row.bytes(2);
    DOORSTEP_TRY(const Rows entries,
                 archive.database().query("SELECT entries FROM station_entries WHERE submission = ?1", {row.bytes(0)}));
    const auto before = protocol::audit_head_over(previous, number, entries.empty() ? Bytes{} : entries[0].bytes(0));
    if (!before || !header.ParseFromArray(carried.data(), static_cast<int>(carried.size())) ||
        header.previous_audit_head() != as_text(*before)) {
        return std::optional<Bytes>{};
    }
    Digest envelope{};
    const Bytes digest = row.bytes(1);
    std::copy_n(digest.begin(), std::min(digest.size(), envelope.size()), envelope.begin());
    const auto head = protocol::audit_step(*before, number, header.times().station_ms(), envelope);
    return std::optional<Bytes>(to_bytes(head));
}

Result<std::vector<StationEntry>> station_entries(Archive& archive, std::string_view station) {
    DOORSTEP_TRY(
        const Rows rows,
        archive.database().query("SELECT s.sequence, e.entries FROM station_entries e JOIN submissions s ON s.id = "
                                 "e.submission WHERE s.station = ?1 ORDER BY s.received_ms DESC, s.sequence DESC "
                                 "LIMIT 1000",
                                 {std::string(station)}));
    std::vector<StationEntry> out;
    for (const auto& row : rows) {
        wire::AuditEntries list;
        const Bytes entries = row.bytes(1);
        if (!list.ParseFromArray(entries.data(), static_cast<int>(entries.size()))) {
            continue;  // kept as it came: the chain says that it does not hold
        }
        for (auto at = list.entries().rbegin(); at != list.entries().rend(); ++at) {
            out.push_back({static_cast<std::uint64_t>(row.number(0)), at->at_ms(), at->what(), at->who(),
                           to_hex(as_bytes(at->subject()))});
        }
    }
    return out;
}

Result<ChainMark> chain_mark(Archive& archive, std::string_view station, BytesView sign_public) {
    DOORSTEP_TRY(const Rows rows, archive.database().query(
                                      "SELECT sequence, head FROM station_heads WHERE station = ?1 AND sign_public = "
                                      "?2 ORDER BY sequence DESC LIMIT 1",
                                      {std::string(station), to_bytes(sign_public)}));
    return rows.empty() ? ChainMark{} : ChainMark{static_cast<std::uint64_t>(rows[0].number(0)), rows[0].bytes(1)};
}

Status extend_chain(Archive& archive, std::string_view station, BytesView sign_public) {
    constexpr int most_steps = 1000;
    auto& db = archive.database();
    DOORSTEP_TRY(ChainMark mark, chain_mark(archive, station, sign_public));
    for (int step = 0; step < most_steps; ++step) {
        const auto sequence = static_cast<std::int64_t>(mark.sequence) + 1;
        DOORSTEP_TRY(const Rows rows, db.query("SELECT id, envelope_digest, header, case_number FROM submissions WHERE "
                                               "station = ?1 AND sequence = ?2 AND sign_public = ?3",
                                               {std::string(station), sequence, to_bytes(sign_public)}));
        if (rows.empty()) {
            return {};
        }
        std::optional<Bytes> head;
        for (const auto& row : rows) {
            if (!head) {
                DOORSTEP_TRY(head, next_head(archive, row, sequence, mark.head));
            }
        }
        if (!head) {
            return tell_fork(archive, station, rows[0], sequence);
        }
        DOORSTEP_CHECK(db.run("INSERT INTO station_heads VALUES (?1, ?2, ?3, ?4, ?5)",
                              {std::string(station), to_bytes(sign_public), sequence, *head, archive.now()}));
        mark = {static_cast<std::uint64_t>(sequence), std::move(*head)};
    }
    return {};
}

Result<bool> is_rolled_back(Archive& archive, std::string_view station, BytesView sign_public, BytesView head) {
    DOORSTEP_TRY(const ChainMark mark, chain_mark(archive, station, sign_public));
    if (mark.sequence == 0 || to_bytes(head) == mark.head) {
        return false;
    }
    if (head.empty()) {
        return true;
    }
    DOORSTEP_TRY(const Rows rows, archive.database().query(
                                      "SELECT 1 FROM station_heads WHERE station = ?1 AND sign_public = ?2 AND head = "
                                      "?3 LIMIT 1",
                                      {std::string(station), to_bytes(sign_public), to_bytes(head)}));
    return !rows.empty();
}

Result<SequenceRuns> missing_sequences(Archive& archive, std::string_view station) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query(
                     "SELECT earlier + 1, sequence - 1 FROM (SELECT sequence, coalesce(lag(sequence) OVER (ORDER BY "
                     "sequence), 0) AS earlier FROM submissions WHERE station = ?1) AS s WHERE sequence > earlier + 1 "
                     "ORDER BY sequence LIMIT 100",
                     {std::string(station)}));
    SequenceRuns runs;
    for (const auto& row : rows) {
        runs.emplace_back(row.number(0), row.number(1));
    }
    return runs;
}

}  // namespace doorstep::township
