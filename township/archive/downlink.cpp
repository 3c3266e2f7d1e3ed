#include "township/archive/downlink.hpp"

#include "protocol/envelope/statements.hpp"
#include "township/archive/holds.hpp"

namespace doorstep::township {
Result<std::uint64_t> queue_downlink(Archive& archive, std::string_view station, wire::DownlinkItem item) {
    auto& db = archive.database();
    std::uint64_t sequence = 0;
    const auto queued = db.transaction([&]() -> Status {
        DOORSTEP_CHECK(hold_station(archive, station));
        DOORSTEP_TRY(const std::uint64_t last, last_downlink(archive, station));
        sequence = last + 1;
        item.set_station(std::string(station));
        item.set_sequence(sequence);
        item.set_made_ms(archive.now());
        const std::string bytes = item.SerializeAsString();
        return db.run(
            "INSERT INTO downlink (station, sequence, item, signature, made_ms, expires_ms) VALUES (?1, ?2, ?3, ?4, "
            "?5, ?6)",
            {std::string(station), static_cast<std::int64_t>(sequence), to_bytes(as_bytes(bytes)),
             protocol::sign(protocol::domains::downlink, as_bytes(bytes), archive.keys().gateway), item.made_ms(),
             item.expires_ms()});
    });
    DOORSTEP_CHECK(queued);
    return sequence;
}

Result<std::vector<QueuedItem>> downlink_after(Archive& archive, std::string_view station, std::uint64_t cursor,
                                               std::size_t most) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query(
                     "SELECT sequence, item, signature FROM downlink WHERE station = ?1 AND "
                     "sequence > ?2 ORDER BY sequence LIMIT ?3",
                     {std::string(station), static_cast<std::int64_t>(cursor), static_cast<std::int64_t>(most)}));
    std::vector<QueuedItem> out;
    for (const auto& row : rows) {
        QueuedItem queued;
        queued.sequence = static_cast<std::uint64_t>(row.number(0));
        queued.item.set_item(std::string(as_text(row.bytes(1))));
        queued.item.set_signature(std::string(as_text(row.bytes(2))));
        out.push_back(std::move(queued));
    }
    return out;
}

Status downlink_applied(Archive& archive, std::string_view station, std::uint64_t sequence) {
    return archive.database().run(
        "UPDATE downlink SET applied_ms = ?3 WHERE station = ?1 AND sequence <= ?2 AND applied_ms = 0",
        {std::string(station), static_cast<std::int64_t>(sequence), archive.now()});
}

Result<std::uint64_t> last_downlink(Archive& archive, std::string_view station) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT coalesce(max(sequence), 0) FROM downlink WHERE station = ?1",
                                          {std::string(station)}));
    return static_cast<std::uint64_t>(rows[0].number(0));
}

Result<bool> downlink_refused(Archive& archive, std::string_view station, const wire::DownlinkAck& ack) {
    constexpr std::size_t longest_why = 200;
    auto& db = archive.database();
    const auto sequence = static_cast<std::int64_t>(ack.sequence());
    // Only of what was made for it: a hostile station fills no table.
    DOORSTEP_TRY(const Rows made, db.query("SELECT 1 FROM downlink WHERE station = ?1 AND sequence = ?2",
                                           {std::string(station), sequence}));
    if (made.empty()) {
        return false;
    }
    DOORSTEP_CHECK(
        db.run("INSERT INTO downlink_refused VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (station, sequence) DO NOTHING",
               {std::string(station), sequence, std::int64_t{ack.why_not().code()}, ack.detail().substr(0, longest_why),
                archive.now()}));
    return db.changes() == 1;
}

Result<std::vector<RefusedItem>> list_refused_items(Archive& archive, std::string_view station) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT station, sequence, code, why, at_ms FROM downlink_refused WHERE "
                                          "station = ?1 ORDER BY sequence DESC LIMIT 100",
                                          {std::string(station)}));
    std::vector<RefusedItem> out;
    for (const auto& row : rows) {
        out.push_back({row.text(0), static_cast<std::uint64_t>(row.number(1)),
                       static_cast<wire::FaultCode>(row.number(2)), row.text(3), row.number(4)});
    }
    return out;
}

Result<DownlinkCount> downlink_count(Archive& archive, std::string_view station) {
    DOORSTEP_TRY(const std::uint64_t last, last_downlink(archive, station));
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT count(*) FROM downlink WHERE station = ?1 AND applied_ms = 0",
                                          {std::string(station)}));
    return DownlinkCount{last, static_cast<std::uint64_t>(rows[0].number(0))};
}

Status restart_downlink(Archive& archive, std::string_view station) {
    DOORSTEP_CHECK(archive.database().run("DELETE FROM downlink_refused WHERE station = ?1", {std::string(station)}));
    return archive.database().run("DELETE FROM downlink WHERE station = ?1", {std::string(station)});
}

}  // namespace doorstep::township
