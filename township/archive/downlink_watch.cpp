#include "township/archive/downlink_watch.hpp"

namespace doorstep::township {

Result<NewItems> DownlinkWatch::look() {
    return archive_.store().on_server() ? look_at_server() : look_at_file();
}

// SQLite counts what other connections commit, and no more.
Result<NewItems> DownlinkWatch::look_at_file() {
    DOORSTEP_TRY(const Rows rows, archive_.database().query("PRAGMA data_version"));
    const auto version = rows.empty() ? 0 : rows[0].number(0);
    const bool changed = version != seen_;
    seen_ = version;
    return NewItems{changed, {}};
}

// A transaction that was under way when we looked last has a number that is not below the lowest that was under way
// then. What was committed since is among those; what is found twice costs nothing. Numbers of the future come from a
// database that was copied from another server.
Result<NewItems> DownlinkWatch::look_at_server() {
    auto& database = archive_.database();
    DOORSTEP_TRY(const Rows now, database.query("SELECT CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text), "
                                                "CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text)"));
    const auto until = now[0].text(0);
    if (seen_until_.empty()) {
        seen_until_ = until;
        return NewItems{true, {}};
    }
    if (now[0].text(1) == seen_until_) {
        return NewItems{};  // nobody has begun to write anything
    }
    DOORSTEP_TRY(const Rows rows,
                 database.query("SELECT station, max(sequence) FROM downlink WHERE made_xid >= CAST(?1 AS xid8) AND "
                                "made_xid < pg_snapshot_xmax(pg_current_snapshot()) GROUP BY station",
                                {seen_until_}));
    NewItems items;
    for (const auto& row : rows) {
        items.stations.emplace_back(row.text(0), static_cast<std::uint64_t>(row.number(1)));
    }
    seen_until_ = until;
    return items;
}

}  // namespace doorstep::township
