#include "township/archive/station_chain.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "protocol/envelope/statements.hpp"
#include "protocol/messages/envelope.pb.h"
#include "township/archive/tasks.hpp"

namespace doorstep::township {
namespace {

// The head after that submission, if it goes on from `previous`.
std::optional<Bytes> next_head(const Row& row, std::int64_t sequence, const Bytes& previous) {
    wire::Header header;
    const Bytes carried = row.bytes(2);
    if (!header.ParseFromArray(carried.data(), static_cast<int>(carried.size())) ||
        as_bytes(header.previous_audit_head()).size() != previous.size() ||
        header.previous_audit_head() != as_text(previous)) {
        return std::nullopt;
    }
    Digest envelope{};
    const Bytes digest = row.bytes(1);
    std::copy_n(digest.begin(), std::min(digest.size(), envelope.size()), envelope.begin());
    const auto head =
        protocol::audit_step(previous, static_cast<std::uint64_t>(sequence), header.times().station_ms(), envelope);
    return to_bytes(head);
}

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
            head = head ? head : next_head(row, sequence, mark.head);
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
