#include "township/archive/release_table.hpp"

#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

#define ORDER_COLUMNS "sequence, purpose, subject, station, content, signatures, sealed, made_ms, released_ms"

OrderRow order_from(const Row& row) {
    return {static_cast<std::uint64_t>(row.number(0)),
            static_cast<wire::ReleasePurpose>(row.number(1)),
            row.text(2),
            row.text(3),
            row.bytes(4),
            row.bytes(5),
            row.bytes(6),
            row.number(7),
            row.number(8)};
}

Result<std::vector<OrderRow>> orders_from(const Result<Rows>& rows) {
    if (!rows) {
        return rows.error();
    }
    std::vector<OrderRow> out;
    for (const auto& row : *rows) {
        out.push_back(order_from(row));
    }
    return out;
}

}  // namespace

Result<std::vector<ReleaseKey>> release_keys(Archive& archive) {
    DOORSTEP_TRY(const Rows rows, archive.database().query("SELECT public_key, holder, since_ms FROM release_keys "
                                                           "WHERE until_ms = 0 ORDER BY public_key"));
    std::vector<ReleaseKey> out;
    for (const auto& row : rows) {
        out.push_back({row.bytes(0), row.text(1), row.number(2)});
    }
    return out;
}

Result<std::vector<Bytes>> release_publics(Archive& archive) {
    DOORSTEP_TRY(const auto keys, release_keys(archive));
    std::vector<Bytes> out;
    for (const auto& key : keys) {
        out.push_back(key.public_key);
    }
    return out;
}

Status add_release_key(Archive& archive, BytesView public_key, std::string_view holder) {
    auto& db = archive.database();
    return db.transaction([&]() -> Status {
        DOORSTEP_TRY(const Rows pinned, db.query("SELECT count(*) FROM release_keys WHERE pinned_ms > 0"));
        if (pinned[0].number(0) != 0) {
            return Error(TownshipError::NoReleaseKeys, "stations have pinned the keys: make an order `release-keys`");
        }
        return db.run(
            "INSERT INTO release_keys (public_key, holder, since_ms) VALUES (?1, ?2, ?3) ON CONFLICT "
            "(public_key) DO UPDATE SET holder = ?2, until_ms = 0",
            {to_bytes(public_key), std::string(holder), archive.now()});
    });
}

Status pin_release_keys(Archive& archive) {
    return archive.database().run("UPDATE release_keys SET pinned_ms = ?1 WHERE pinned_ms = 0 AND until_ms = 0",
                                  {archive.now()});
}

Status replace_release_keys(Archive& archive, const wire::ReleaseKeys& keys) {
    auto& db = archive.database();
    return db.transaction([&]() -> Status {
        DOORSTEP_CHECK(db.run("UPDATE release_keys SET until_ms = ?1 WHERE until_ms = 0", {archive.now()}));
        for (const auto& key : keys.public_keys()) {
            DOORSTEP_CHECK(
                db.run("INSERT INTO release_keys (public_key, holder, since_ms, pinned_ms) VALUES (?1, '', "
                       "?2, ?2) ON CONFLICT (public_key) DO UPDATE SET until_ms = 0, pinned_ms = ?2",
                       {to_bytes(as_bytes(key)), archive.now()}));
        }
        return {};
    });
}

Result<std::uint64_t> next_order(Archive& archive) {
    DOORSTEP_TRY(const Rows rows, archive.database().query("SELECT coalesce(max(sequence), 0) FROM release_orders"));
    return static_cast<std::uint64_t>(rows[0].number(0)) + 1;
}

Status insert_order(Archive& archive, const OrderRow& order, std::string_view who) {
    return archive.database().run(
        "INSERT INTO release_orders (sequence, purpose, subject, station, content, sealed, made_ms, made_who) VALUES "
        "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        {static_cast<std::int64_t>(order.sequence), std::int64_t{order.purpose}, order.subject, order.station,
         order.content, order.sealed.empty() ? Cell() : Cell(order.sealed), order.made_ms, std::string(who)});
}

Result<std::optional<OrderRow>> find_order(Archive& archive, std::uint64_t sequence) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT " ORDER_COLUMNS " FROM release_orders WHERE sequence = ?1",
                                          {static_cast<std::int64_t>(sequence)}));
    return rows.empty() ? std::optional<OrderRow>{} : std::optional<OrderRow>(order_from(rows[0]));
}

Status mark_released(Archive& archive, std::uint64_t sequence, BytesView signatures) {
    return archive.database().run("UPDATE release_orders SET signatures = ?2, released_ms = ?3 WHERE sequence = ?1",
                                  {static_cast<std::int64_t>(sequence), to_bytes(signatures), archive.now()});
}

Result<std::vector<OrderRow>> list_orders(Archive& archive) {
    return orders_from(
        archive.database().query("SELECT " ORDER_COLUMNS " FROM release_orders ORDER BY sequence DESC LIMIT 1000"));
}

Result<std::vector<OrderRow>> standing_orders(Archive& archive, std::string_view station) {
    return orders_from(archive.database().query(
        "SELECT " ORDER_COLUMNS
        " FROM release_orders WHERE sequence IN (SELECT max(sequence) FROM release_orders WHERE released_ms > 0 AND "
        "station IN ('', ?1) AND purpose NOT IN (?2, ?3) GROUP BY purpose, subject) ORDER BY sequence",
        {std::string(station), std::int64_t{wire::RELEASE_REVOCATION}, std::int64_t{wire::RELEASE_FORGET}}));
}

Status insert_revocation(Archive& archive, std::string_view station, BytesView sign_public, std::uint64_t order) {
    return archive.database().run(
        "INSERT INTO revocations VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
        {std::string(station), to_bytes(sign_public), static_cast<std::int64_t>(order), archive.now()});
}

Result<std::optional<wire::SignedRelease>> revocation_of(Archive& archive, std::string_view station,
                                                         BytesView sign_public) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query(
                     "SELECT o.signatures FROM revocations r JOIN release_orders o ON o.sequence = r.sequence WHERE "
                     "r.station = ?1 AND r.sign_public = ?2",
                     {std::string(station), to_bytes(sign_public)}));
    wire::SignedRelease release;
    if (rows.empty() || !release.ParseFromString(std::string(as_text(rows[0].bytes(0))))) {
        return std::optional<wire::SignedRelease>{};
    }
    return std::optional<wire::SignedRelease>(std::move(release));
}

}  // namespace doorstep::township
