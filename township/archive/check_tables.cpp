// Cases, sealed numbers, the stations' audit chains, downlink items and refused envelopes.
#include <algorithm>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope/statements.hpp"
#include "protocol/messages/envelope.pb.h"
#include "protocol/messages/uplink.pb.h"
#include "township/archive/checks.hpp"
#include "township/archive/station_chain.hpp"

namespace doorstep::township::checks {
namespace {

constexpr std::int64_t rows_at_once = 500;

// True when `head` is what the submission behind `row` makes of `previous`.
bool goes_on(Archive& archive, const Row& row, std::int64_t sequence, const Bytes& previous, const Bytes& head) {
    const auto next = next_head(archive, row, sequence, previous);
    return next && *next && **next == head;
}

// One chain: a station under one of its keys. Row by row from the first, each made anew from its submission.
void one_chain(Archive& archive, CheckReport& report, const std::string& station, const Bytes& key) {
    Bytes head;
    for (std::int64_t sequence = 1;; ++sequence) {
        const Rows kept = rows_of(archive, report,
                                  "SELECT head FROM station_heads WHERE station = ?1 AND sign_public = ?2 AND sequence "
                                  "= ?3",
                                  {station, key, sequence});
        if (kept.empty()) {
            const Rows behind = rows_of(archive, report,
                                        "SELECT 1 FROM station_heads WHERE station = ?1 AND sign_public = ?2 AND "
                                        "sequence > ?3 LIMIT 1",
                                        {station, key, sequence});
            if (!behind.empty()) {
                found(report, "station-chain", fmt::format("{} {}", station, sequence), "missing");
            }
            return;
        }
        const Rows made =
            rows_of(archive, report,
                    "SELECT id, envelope_digest, header FROM submissions WHERE station = ?1 AND sequence = "
                    "?2 AND sign_public = ?3",
                    {station, sequence, key});
        const Bytes next = kept[0].bytes(0);
        if (std::none_of(made.begin(), made.end(),
                         [&](const Row& row) { return goes_on(archive, row, sequence, head, next); })) {
            found(report, "station-chain", fmt::format("{} {}", station, sequence),
                  "does not follow from what is held");
        }
        head = next;
        ++report.station_rows;
    }
}

void one_item(Archive& archive, CheckReport& report, const Row& row) {
    const auto where = fmt::format("{} {}", row.text(0), row.number(1));
    const Bytes carried = row.bytes(2);
    wire::DownlinkItem item;
    if (!protocol::verify(protocol::domains::downlink, carried, row.bytes(3), archive.keys().gateway.public_key)) {
        found(report, "downlink", where, "the signature does not hold");
    } else if (!item.ParseFromArray(carried.data(), static_cast<int>(carried.size())) ||
               item.station() != row.text(0) || static_cast<std::int64_t>(item.sequence()) != row.number(1)) {
        found(report, "downlink", where, "the item is another station's or number's");
    }
}

}  // namespace

void number(Archive& archive, CheckReport& report, const std::string& where, const std::string& column,
            const Bytes& sealed, const Bytes& found_by) {
    const auto opened = archive.cipher().open_text(column, sealed);
    if (!opened) {
        found(report, "person", where, column + " does not open");
    } else if (!found_by.empty() && archive.cipher().found_by(opened->view()) != found_by &&
               archive.cipher().found_by_number(opened->view()) != found_by) {
        found(report, "person", where, column + " is not found by its look-up column");
    }
}

void cases(Archive& archive, CheckReport& report) {
    for (const auto& row :
         rows_of(archive, report,
                 "SELECT number FROM cases c WHERE state IS DISTINCT FROM (SELECT to_state FROM moves m "
                 "WHERE m.case_number = c.number ORDER BY id DESC LIMIT 1)")) {
        found(report, "case", row.text(0), "its state is not that of its last move");
    }
    for (const auto& row :
         rows_of(archive, report,
                 "SELECT case_number, id FROM (SELECT case_number, id, from_state, lag(to_state) "
                 "OVER (PARTITION BY case_number ORDER BY id) AS earlier FROM moves) AS m WHERE earlier "
                 "IS NOT NULL AND earlier <> from_state")) {
        found(report, "case", row.text(0), fmt::format("move {} does not go on from the one before", row.number(1)));
    }
    for (const auto& row : rows_of(archive, report,
                                   "SELECT id FROM submissions s WHERE attached = 1 AND NOT EXISTS (SELECT 1 FROM "
                                   "cases c WHERE c.number = s.case_number)")) {
        found(report, "case", Uuid::from_bytes(row.bytes(0)).value_or(Uuid{}).text(), "its case is not there");
    }
}

void sealed_numbers(Archive& archive, CheckReport& report) {
    for (const auto& row : rows_of(archive, report, "SELECT station, case_number, number, number_found FROM roster")) {
        number(archive, report, fmt::format("roster {} {}", row.text(0), row.text(1)), "roster.number", row.bytes(2),
               row.bytes(3));
    }
    for (const auto& row :
         rows_of(archive, report, "SELECT account, own_number FROM clerks WHERE own_number IS NOT NULL")) {
        number(archive, report, "clerk " + row.text(0), "clerks.own_number", row.bytes(1), {});
    }
}

void station_chains(Archive& archive, CheckReport& report) {
    for (const auto& row :
         rows_of(archive, report, "SELECT DISTINCT station, sign_public FROM station_heads ORDER BY 1, 2")) {
        one_chain(archive, report, row.text(0), row.bytes(1));
    }
}

void downlink(Archive& archive, CheckReport& report) {
    for (const auto& station : rows_of(archive, report, "SELECT DISTINCT station FROM downlink")) {
        std::int64_t after = 0;
        for (;;) {
            const Rows rows = rows_of(archive, report,
                                      "SELECT station, sequence, item, signature FROM downlink WHERE station = ?1 AND "
                                      "sequence > ?2 ORDER BY sequence LIMIT ?3",
                                      {station.text(0), after, rows_at_once});
            for (const auto& row : rows) {
                if (row.number(1) != ++after) {
                    found(report, "downlink", fmt::format("{} {}", row.text(0), after), "missing");
                    after = row.number(1);
                }
                one_item(archive, report, row);
            }
            if (rows.empty()) {
                break;
            }
        }
    }
}

void refused(Archive& archive, CheckReport& report) {
    std::int64_t after = 0;
    for (;;) {
        const Rows rows =
            rows_of(archive, report, "SELECT id, digest, envelope FROM refused WHERE id > ?1 ORDER BY id LIMIT ?2",
                    {after, rows_at_once});
        if (rows.empty()) {
            return;
        }
        for (const auto& row : rows) {
            after = row.number(0);
            if (to_bytes(sha256(row.bytes(2))) != row.bytes(1)) {
                found(report, "refused", std::to_string(after), "the envelope is not what its digest says");
            }
        }
    }
}

}  // namespace doorstep::township::checks
