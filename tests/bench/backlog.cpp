#include "tests/bench/backlog.hpp"

#include "station-agent/store/store.hpp"

namespace doorstep::bench {
namespace {

constexpr std::int64_t at_once = 5000;

// New ids (ascending, as those of UUIDv7), sequences and digests; everything else as the pattern's.
Status fill(Database& database, std::int64_t after, std::int64_t items) {
    DOORSTEP_CHECK(database.run("DELETE FROM temp.made"));
    DOORSTEP_CHECK(
        database.run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<?2) "
                     "INSERT INTO temp.made SELECT CAST(printf('%016d',?1+i) AS BLOB),?1+i FROM n",
                     {after, items}));
    DOORSTEP_CHECK(database.run(
        "INSERT INTO items(submission,sequence,kind,scheme,case_number,sealed_ms,qr_text,envelope_digest,envelope,"
        "bytes_total,state,since_ms) SELECT m.id,m.sequence,p.kind,p.scheme,p.case_number,p.sealed_ms,p.qr_text,"
        "randomblob(32),randomblob(length(p.envelope)),p.bytes_total,1,p.since_ms "
        "FROM temp.made m, (SELECT * FROM items ORDER BY sequence LIMIT 1) p"));
    DOORSTEP_CHECK(database.run(
        "INSERT INTO item_parts SELECT m.id,0,randomblob(32),p.size,randomblob(p.size) FROM temp.made m, (SELECT * "
        "FROM item_parts WHERE submission=(SELECT submission FROM items ORDER BY sequence LIMIT 1)) p"));
    DOORSTEP_CHECK(
        database.run("INSERT INTO audit SELECT m.sequence,p.sealed_ms,'submission',randomblob(32),randomblob(32) "
                     "FROM temp.made m, (SELECT * FROM items ORDER BY sequence LIMIT 1) p"));
    DOORSTEP_CHECK(database.run(
        "INSERT INTO case_people SELECT randomblob(16),abs(random())%16777216,randomblob(length(p.row_key)),"
        "randomblob(length(p.content)) FROM temp.made, (SELECT * FROM case_people LIMIT 1) p"));
    return agent::set_meta(database, "sequence", after + items);
}

}  // namespace

Status fill_outbox(const std::filesystem::path& state_folder, std::int64_t items) {
    DOORSTEP_TRY(const agent::Store store, agent::Store::open(state_folder));
    auto& database = *store.database;
    DOORSTEP_CHECK(database.script("CREATE TEMP TABLE made(id BLOB, sequence INTEGER)"));
    DOORSTEP_TRY(std::int64_t sequence, agent::meta_number(database, "sequence"));
    for (std::int64_t left = items; left > 0; left -= at_once) {
        const auto now = std::min(left, at_once);
        DOORSTEP_CHECK(database.transaction([&] { return fill(database, sequence, now); }));
        sequence += now;
    }
    return database.clear_log();
}

}  // namespace doorstep::bench
