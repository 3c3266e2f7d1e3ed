#include "township/workflow/roster.hpp"

#include <optional>

#include "base/masking.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope/statements.hpp"
#include "township/archive/downlink.hpp"
#include "township/archive/stations.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

constexpr std::size_t row_size = 16;

struct Recipient {
    std::string scheme;
    std::string station;
    WipedString number;
    std::vector<std::string> household;
};

// Applicant and household of the newest application that belongs to the case.
Result<Recipient> recipient_of(Archive& archive, std::string_view case_number) {
    auto& db = archive.database();
    DOORSTEP_TRY(const Rows found,
                 db.query("SELECT scheme, station FROM cases WHERE number = ?1", {std::string(case_number)}));
    if (found.empty()) {
        return Error(TownshipError::NoSuchCase, std::string(case_number));
    }
    Recipient out{found[0].text(0), found[0].text(1), {}, {}};
    DOORSTEP_TRY(
        const Rows people,
        db.query("SELECT role, number FROM people WHERE number IS NOT NULL AND submission = (SELECT id FROM "
                 "submissions WHERE case_number = ?1 AND attached = 1 AND EXISTS (SELECT 1 FROM people p WHERE "
                 "p.submission = id) ORDER BY (kind = 1) DESC, received_ms DESC LIMIT 1) ORDER BY place",
                 {std::string(case_number)}));
    for (const auto& row : people) {
        DOORSTEP_TRY(WipedString number, archive.cipher().open_text("people.number", row.bytes(1)));
        if (row.text(0) == "applicant") {
            out.number = std::move(number);
        } else if (row.text(0) == "member") {
            out.household.push_back(number.view());
        }
    }
    if (out.number.empty()) {
        return Error(TownshipError::NoOneForRoster, "the case has no ID number");
    }
    return out;
}

Status send_entry(Archive& archive, const Station& station, const Recipient& recipient, std::string_view case_number,
                  const Bytes& row) {
    wire::RosterEntry entry;
    entry.set_number(recipient.number.view());
    entry.set_case_number(std::string(case_number));
    entry.set_scheme(recipient.scheme);
    for (const auto& number : recipient.household) {
        entry.add_household_numbers(number);
    }
    std::string plain = entry.SerializeAsString();
    const auto sealed = protocol::seal_box(as_bytes(plain), station.box_public);
    wipe(plain);
    DOORSTEP_CHECK(sealed);
    wire::DownlinkItem item;
    item.mutable_roster()->set_sealed_entry(std::string(as_text(*sealed)));
    item.mutable_roster()->set_row(std::string(as_text(row)));
    DOORSTEP_TRY([[maybe_unused]] const auto sequence, queue_downlink(archive, station.id, item));
    return {};
}

}  // namespace

Status roster_add(Archive& archive, std::string_view case_number, std::string_view station_id) {
    auto& db = archive.database();
    return db.transaction([&]() -> Status {
        DOORSTEP_TRY(const Recipient recipient, recipient_of(archive, case_number));
        DOORSTEP_TRY(const auto station,
                     find_station(archive, station_id.empty() ? std::string_view(recipient.station) : station_id));
        if (!station || !station->enrolled()) {
            return Error(TownshipError::NoSuchStation, "not enrolled");
        }
        Bytes row(row_size);
        fill_random(row);
        const auto& number = recipient.number.view();
        DOORSTEP_CHECK(db.run(
            "INSERT INTO roster (row, station, case_number, number, number_found, added_ms) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
            {row, station->id, std::string(case_number), archive.cipher().seal("roster.number", as_bytes(number)),
             archive.cipher().found_by(number), archive.now()}));
        if (db.changes() == 0) {
            return {};  // known there already
        }
        return send_entry(archive, *station, recipient, case_number, row);
    });
}

Status roster_remove(Archive& archive, std::string_view case_number, std::string_view station) {
    auto& db = archive.database();
    return db.transaction([&]() -> Status {
        DOORSTEP_TRY(const Rows rows,
                     db.query("UPDATE roster SET removed_ms = ?3 WHERE case_number = ?1 AND (?2 = '' OR station = ?2) "
                              "AND removed_ms = 0 RETURNING row, station",
                              {std::string(case_number), std::string(station), archive.now()}));
        for (const auto& row : rows) {
            wire::DownlinkItem item;
            item.mutable_roster()->set_remove(true);
            item.mutable_roster()->set_row(std::string(as_text(row.bytes(0))));
            DOORSTEP_TRY([[maybe_unused]] const auto sequence, queue_downlink(archive, row.text(1), item));
        }
        return {};
    });
}

Result<std::vector<RosterRow>> roster_rows(Archive& archive) {
    DOORSTEP_TRY(const Rows rows, archive.database().query("SELECT station, case_number, number, added_ms FROM roster "
                                                           "WHERE removed_ms = 0 ORDER BY station, case_number"));
    std::vector<RosterRow> out;
    for (const auto& row : rows) {
        DOORSTEP_TRY(const WipedString number, archive.cipher().open_text("roster.number", row.bytes(2)));
        out.push_back({row.text(0), row.text(1), mask_number(number.view()), row.number(3)});
    }
    return out;
}

Status resend_roster(Archive& archive, std::string_view station_id) {
    DOORSTEP_TRY(const auto station, find_station(archive, station_id));
    if (!station) {
        return Error(TownshipError::NoSuchStation, std::string(station_id));
    }
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT row, case_number FROM roster WHERE station = ?1 AND removed_ms = 0",
                                          {station->id}));
    for (const auto& row : rows) {
        DOORSTEP_TRY(const Recipient recipient, recipient_of(archive, row.text(1)));
        DOORSTEP_CHECK(send_entry(archive, *station, recipient, row.text(1), row.bytes(0)));
    }
    return {};
}

}  // namespace doorstep::township
