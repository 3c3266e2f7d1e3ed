// Submissions, their parts and people, and the inner signature under the key that was the station's at the time.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/case_number.hpp"
#include "base/encoding.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope/envelope.hpp"
#include "township/archive/checks.hpp"
#include "township/archive/imports.hpp"
#include "township/archive/part_store.hpp"

namespace doorstep::township::checks {
namespace {

constexpr std::int64_t rows_at_once = 200;
// What was on its way when a station was enrolled anew or revoked may be committed a moment later.
constexpr std::int64_t under_way_ms = 60'000;

// When a station's keys were its keys.
struct KeyTimes {
    struct Key {
        Bytes sign_public;
        std::int64_t since_ms;
    };
    std::vector<Key> keys;  // oldest first
    Bytes current;
    std::int64_t revoked_ms = 0;
};
using Stations = std::map<std::string, KeyTimes>;

Stations stations_of(Archive& archive, CheckReport& report) {
    Stations out;
    for (const auto& row : rows_of(archive, report, "SELECT id, sign_public, revoked_ms FROM stations")) {
        out[row.text(0)] = {{}, row.bytes(1), row.number(2)};
    }
    for (const auto& row :
         rows_of(archive, report, "SELECT station, sign_public, since_ms FROM station_keys ORDER BY since_ms")) {
        out[row.text(0)].keys.push_back({row.bytes(1), row.number(2)});
    }
    return out;
}

// Why the key was not the station's at that time; empty when it was.
std::string key_fault(const Stations& stations, const std::string& station, const Bytes& key,
                      std::int64_t received_ms) {
    const auto known = stations.find(station);
    if (known == stations.end()) {
        return "no station " + station;
    }
    const auto& times = known->second;
    const auto own = std::find_if(times.keys.begin(), times.keys.end(),
                                  [&](const KeyTimes::Key& one) { return one.sign_public == key; });
    if (own == times.keys.end()) {
        return "signed with a key that never was " + station + "'s";
    }
    if (received_ms < own->since_ms) {
        return "received before its key was enrolled";
    }
    if (key != times.current && own + 1 != times.keys.end() && received_ms > (own + 1)->since_ms + under_way_ms) {
        return "received after its key was replaced";
    }
    if (times.revoked_ms != 0 && received_ms > times.revoked_ms + under_way_ms) {
        return "received after the station was revoked";
    }
    return {};
}

struct Held {
    std::string id;
    Bytes id_bytes;
    bool from_station = true;  // else from an old archive: there is no header
    wire::Header header;
    std::vector<Digest> digests;  // in the header's order
};

// What stands in columns is what the station signed.
std::string column_fault(const Row& row, const wire::Header& header) {
    const auto case_number = CaseNumber::parse(header.case_number());
    if (as_text(row.bytes(0)) != header.submission_id()) {
        return "id";
    }
    if (row.text(1) != header.station_id()) {
        return "station";
    }
    if (row.number(2) != static_cast<std::int64_t>(header.station_sequence())) {
        return "sequence";
    }
    if (row.number(3) != header.kind() || row.text(4) != (case_number ? case_number->digits() : std::string{})) {
        return "kind or case";
    }
    if (row.text(5) != header.scheme() || row.number(6) != static_cast<std::int64_t>(header.scheme_version())) {
        return "scheme";
    }
    if (row.number(7) != header.author().as() || row.text(8) != header.author().account()) {
        return "author";
    }
    return row.number(9) != header.times().station_ms() ? "time" : "";
}

Digest digest_from(const Bytes& bytes) {
    Digest out{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
    return out;
}

void one_page(Archive& archive, CheckReport& report, const Held& held, std::int64_t part, const Digest& digest,
              std::int64_t size) {
    const auto content = part_content(archive, digest);
    const auto where = fmt::format("{} part {} {}", held.id, part, to_hex(digest));
    if (!content) {
        found(report, "page", where, content.error().text());
    } else if (content->size() != static_cast<std::uint64_t>(size)) {
        found(report, "page", where, fmt::format("has {} bytes, its row says {}", content->size(), size));
    } else {
        ++report.pages;
        report.page_bytes += content->size();
    }
}

void parts(Archive& archive, CheckReport& report, Held& held) {
    int place = 0;
    for (const auto& row : rows_of(archive, report,
                                   "SELECT number, kind, media_type, size, digest FROM parts WHERE submission = ?1 "
                                   "ORDER BY place",
                                   {held.id_bytes})) {
        const Digest digest = digest_from(row.bytes(4));
        held.digests.push_back(digest);
        const bool named = place < held.header.parts_size();
        const auto info = named ? held.header.parts(place) : wire::PartInfo{};
        if (!held.from_station) {
            // Its parts are in the digest that the audit chain holds.
        } else if (!named || info.number() != row.number(0) || info.kind() != row.number(1) ||
                   info.media_type() != row.text(2)) {
            found(report, "submission", held.id, fmt::format("part {} is not as the header says", row.number(0)));
        }
        one_page(archive, report, held, row.number(0), digest, row.number(3));
        ++place;
    }
    if (place < held.header.parts_size()) {
        found(report, "submission", held.id,
              fmt::format("has {} parts, its header names {}", place, held.header.parts_size()));
    }
}

void people(Archive& archive, CheckReport& report, const Held& held) {
    for (const auto& row :
         rows_of(archive, report, "SELECT place, name, number, number_found, phone FROM people WHERE submission = ?1",
                 {held.id_bytes})) {
        const auto where = fmt::format("{} person {}", held.id, row.number(0));
        if (!archive.cipher().open_text("people.name", row.bytes(1))) {
            found(report, "person", where, "the name does not open");
        }
        if (!row.is_null(2)) {
            number(archive, report, where, "people.number", row.bytes(2), row.bytes(3));
        }
        if (!row.is_null(4) && !archive.cipher().open_text("people.phone", row.bytes(4))) {
            found(report, "person", where, "the phone does not open");
        }
    }
}

// What the audit chain says was brought over: "<case> imported <digest>".
using Imported = std::set<std::string>;

Imported imported_of(Archive& archive, CheckReport& report) {
    Imported out;
    for (const auto& row : rows_of(archive, report, "SELECT what, action FROM audit WHERE action LIKE 'imported %'")) {
        out.insert(row.text(0) + " " + row.text(1));
    }
    return out;
}

// No station signed it: it is what the township's own chain says it brought over.
void one_import(Archive& archive, CheckReport& report, const Imported& imported, const Row& row) {
    ++report.submissions;
    Held held;
    held.from_station = false;
    held.id_bytes = row.bytes(0);
    const auto id = Uuid::from_bytes(held.id_bytes).value_or(Uuid{});
    held.id = id.text();
    parts(archive, report, held);
    people(archive, report, held);
    const auto action = import_action(archive, id);
    if (action && imported.contains(row.text(4) + " " + *action)) {
        ++report.imported;
    } else {
        found(report, "submission", held.id,
              "no station signed it, and the audit chain does not say that it was imported");
    }
}

void one_submission(Archive& archive, CheckReport& report, const Stations& stations, const Row& row) {
    ++report.submissions;
    Held held;
    held.id_bytes = row.bytes(0);
    held.id = Uuid::from_bytes(held.id_bytes).value_or(Uuid{}).text();
    const Bytes header_bytes = row.bytes(10);
    if (!held.header.ParseFromArray(header_bytes.data(), static_cast<int>(header_bytes.size()))) {
        found(report, "submission", held.id, "its header is none");
    } else if (const auto fault = column_fault(row, held.header); !fault.empty()) {
        found(report, "submission", held.id, "its row and its signed header differ in: " + fault);
    }
    parts(archive, report, held);
    people(archive, report, held);
    const Bytes key = row.bytes(12);
    if (const auto fault = key_fault(stations, row.text(1), key, row.number(13)); !fault.empty()) {
        found(report, "key", held.id, fault);
    }
    if (protocol::verify_inner(header_bytes, held.digests, row.bytes(11), key)) {
        ++report.signatures;
    } else {
        found(report, "signature", held.id, "the station's signature does not hold over header and parts");
    }
}

}  // namespace

void submissions(Archive& archive, CheckReport& report) {
    const auto stations = stations_of(archive, report);
    const auto imported = imported_of(archive, report);
    Bytes after;
    for (;;) {
        const Rows rows = rows_of(archive, report,
                                  "SELECT id, station, sequence, kind, case_number, scheme, scheme_version, author_as, "
                                  "author_account, station_ms, header, inner_signature, sign_public, received_ms FROM "
                                  "submissions WHERE id > ?1 ORDER BY id LIMIT ?2",
                                  {after, rows_at_once});
        if (rows.empty()) {
            return;
        }
        for (const auto& row : rows) {
            if (row.text(1).empty() && row.bytes(10).empty()) {
                one_import(archive, report, imported, row);
            } else {
                one_submission(archive, report, stations, row);
            }
        }
        after = rows.back().bytes(0);
    }
}

}  // namespace doorstep::township::checks
