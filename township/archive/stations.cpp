#include "township/archive/stations.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "base/uuid.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

constexpr std::size_t longest_id = 40;
constexpr std::size_t token_size = 24;
constexpr std::int64_t token_ms = 7LL * 24 * 3600 * 1000;
#define STATION_COLUMNS "id, state, curve_public, sign_public, box_public, invited_ms, enrolled_ms, revoked_ms, seen_ms"

Station station_from(const Row& row) {
    return {row.text(0),   row.text(1),   row.bytes(2),  row.bytes(3), row.bytes(4),
            row.number(5), row.number(6), row.number(7), row.number(8)};
}

Bytes token_digest(BytesView token) {
    const Digest digest = sha256(token);
    return {digest.begin(), digest.end()};
}

Result<std::optional<Station>> only(const Result<Rows>& rows) {
    if (!rows) {
        return rows.error();
    }
    return rows->empty() ? std::optional<Station>{} : std::optional<Station>(station_from((*rows)[0]));
}

Result<std::vector<Station>> all_of(const Result<Rows>& rows) {
    if (!rows) {
        return rows.error();
    }
    std::vector<Station> out;
    for (const auto& row : *rows) {
        out.push_back(station_from(row));
    }
    return out;
}

}  // namespace

bool is_station_id(std::string_view id) {
    return !id.empty() && id.size() <= longest_id && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

Result<Bytes> invite_station(Archive& archive, std::string_view id) {
    if (!is_station_id(id)) {
        return Error(TownshipError::BadStationId, "a-z, 0-9 and -, at most 40 characters");
    }
    Bytes token(token_size);
    fill_random(token);
    DOORSTEP_CHECK(archive.database().run("DELETE FROM enrolment_tries WHERE station = ?1", {std::string(id)}));
    DOORSTEP_CHECK(archive.database().run(
        "INSERT INTO stations (id, state, token_digest, token_expires_ms, invited_ms) VALUES (?1, 'invited', ?2, ?3, "
        "?4) ON CONFLICT (id) DO UPDATE SET token_digest = ?2, token_expires_ms = ?3, invited_ms = ?4",
        {std::string(id), token_digest(token), archive.now() + token_ms, archive.now()}));
    return token;
}

Status end_invitation(Archive& archive, std::string_view id) {
    return archive.database().run("UPDATE stations SET token_digest = NULL WHERE id = ?1", {std::string(id)});
}

Result<bool> enrol_station(Archive& archive, std::string_view id, BytesView token, const StationKeys& keys) {
    auto& db = archive.database();
    bool new_box = true;
    const auto status = db.transaction([&]() -> Status {
        DOORSTEP_TRY(const Rows rows,
                     db.query("SELECT token_digest, token_expires_ms, box_public FROM stations WHERE id = ?1",
                              {std::string(id)}));
        if (rows.empty() || rows[0].is_null(0) || rows[0].bytes(0) != token_digest(token)) {
            return Error(TownshipError::BadReply, "no invitation with that token is open");
        }
        if (rows[0].number(1) < archive.now()) {
            return Error(TownshipError::BadReply, "the invitation is older than 7 days");
        }
        DOORSTEP_TRY(const Rows revoked,
                     db.query("SELECT 1 FROM revocations WHERE sign_public = ?1", {keys.sign_public}));
        if (!revoked.empty()) {
            return Error(TownshipError::BadReply,
                         "two persons revoked these keys: set the kiosk up from an empty state");
        }
        DOORSTEP_TRY(const auto other, station_of_curve_key(archive, keys.curve_public));
        if (other && other->id != id) {
            return Error(TownshipError::BadReply, "another station has that key");
        }
        new_box = rows[0].bytes(2) != keys.box_public;
        DOORSTEP_CHECK(
            db.run("UPDATE stations SET state = 'enrolled', curve_public = ?2, sign_public = ?3, box_public = ?4, "
                   "token_digest = NULL, enrolled_ms = ?5, revoked_ms = 0 WHERE id = ?1",
                   {std::string(id), keys.curve_public, keys.sign_public, keys.box_public, archive.now()}));
        return db.run("INSERT INTO station_keys VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                      {std::string(id), keys.sign_public, archive.now()});
    });
    if (!status) {
        return status.error().is(DatabaseError::Constraint)
                   ? Error(TownshipError::BadReply, "another station has that key")
                   : status.error();
    }
    return new_box;
}

Status revoke_station(Archive& archive, std::string_view id) {
    auto& db = archive.database();
    DOORSTEP_CHECK(db.run("UPDATE stations SET state = 'revoked', revoked_ms = ?2, token_digest = NULL WHERE id = ?1",
                          {std::string(id), archive.now()}));
    return db.changes() == 1 ? Status{} : Status(Error(TownshipError::NoSuchStation, std::string(id)));
}

Result<std::optional<Station>> find_station(Archive& archive, std::string_view id) {
    return only(archive.database().query("SELECT " STATION_COLUMNS " FROM stations WHERE id = ?1", {std::string(id)}));
}

Result<std::optional<Station>> station_of_curve_key(Archive& archive, BytesView curve_public) {
    return only(archive.database().query("SELECT " STATION_COLUMNS
                                         " FROM stations WHERE curve_public = ?1 AND state = 'enrolled'",
                                         {Bytes(curve_public.begin(), curve_public.end())}));
}

Result<std::optional<Station>> revoked_station_of_curve_key(Archive& archive, BytesView curve_public) {
    return only(archive.database().query(
        "SELECT " STATION_COLUMNS
        " FROM stations WHERE curve_public = ?1 AND state = 'revoked' AND EXISTS (SELECT 1 FROM revocations r WHERE "
        "r.station = stations.id AND r.sign_public = stations.sign_public)",
        {Bytes(curve_public.begin(), curve_public.end())}));
}

Result<std::vector<Station>> list_stations(Archive& archive) {
    return all_of(archive.database().query("SELECT " STATION_COLUMNS " FROM stations ORDER BY id"));
}

Result<std::vector<Station>> enrolled_stations(Archive& archive, std::string_view one) {
    return all_of(archive.database().query(
        "SELECT " STATION_COLUMNS " FROM stations WHERE state = 'enrolled' AND (?1 = '' OR id = ?1) ORDER BY id",
        {std::string(one)}));
}

Status station_seen(Archive& archive, std::string_view id) {
    return archive.database().run("UPDATE stations SET seen_ms = ?2 WHERE id = ?1", {std::string(id), archive.now()});
}

}  // namespace doorstep::township
