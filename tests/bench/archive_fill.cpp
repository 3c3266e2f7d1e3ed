#include "tests/bench/archive_fill.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "township/postgres/months.hpp"

namespace doorstep::bench {
namespace {

constexpr std::int64_t at_once = 20'000;
constexpr std::int64_t two_years_ms = 730LL * 24 * 3600 * 1000;

// What the two stores say differently; n.i counts the submissions, {0} is a number that tells one use from another.
struct Words {
    std::string id;      // 16 bytes; on a server they begin with a time of the last two years
    std::string digest;  // 32 bytes, no two alike
};

Words words_for(const township::Archive& archive, std::int64_t submissions) {
    if (!archive.store().on_server()) {
        return {"CAST(printf('%016x', n.i) AS BLOB)", "randomblob(32)"};
    }
    const auto step = std::max<std::int64_t>(two_years_ms / submissions, 1);
    return {fmt::format("decode(lpad(to_hex({} + n.i * {}), 12, '0') || '7000' || lpad(to_hex(n.i), 16, '0'), 'hex')",
                        archive.now() - two_years_ms, step),
            "sha256(int8send(n.i) || int8send(CAST({0} AS bigint)))"};
}

// Sequences of stations, items and the chain begin behind what the run makes. Puts each word where the statement names
// it. ?1 … ?2 are the numbers, ?3 the pattern's id, ?4 how many stations.
std::string filled_in(const std::string& sql, const Words& words) {
    std::string out =
        "WITH RECURSIVE n(i) AS (SELECT CAST(?1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < ?2) " + sql;
    const auto put = [&](const std::string& mark, const std::string& word) {
        for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark, at + word.size())) {
            out.replace(at, mark.size(), word);
        }
    };
    put("ID", words.id);
    put("DIGEST_OF_PART", fmt::format(fmt::runtime(words.digest), "p.number"));
    put("DIGEST_A", fmt::format(fmt::runtime(words.digest), "101"));
    put("DIGEST_B", fmt::format(fmt::runtime(words.digest), "102"));
    put("STATION", "('kiosk-' || CAST(n.i % ?4 AS TEXT))");
    put("CASE", "substr(CAST(1000000000000 + n.i AS TEXT), 2)");
    return out;
}

// Into a table with columns named by the archive's own order.
const char* const statements[] = {
    "INSERT INTO cases SELECT CASE, p.kind, p.scheme, p.scheme_version, STATION, p.state, p.state_ms, p.note, "
    "p.created_ms FROM n, (SELECT * FROM cases WHERE number = (SELECT case_number FROM submissions WHERE id = ?3)) AS "
    "p",
    "INSERT INTO submissions SELECT ID, STATION, 1000000 + n.i, p.kind, CASE, p.attached, p.scheme, p.scheme_version, "
    "p.author_as, p.author_account, p.station_ms, p.last_token_ms, p.received_ms, DIGEST_A, p.header, "
    "p.inner_signature, p.sign_public, p.follows FROM n, (SELECT * FROM submissions WHERE id = ?3 AND ?4 > 0) AS p",
    "INSERT INTO parts SELECT ID, p.number, p.place, p.kind, p.media_type, p.size, DIGEST_OF_PART FROM n, (SELECT * "
    "FROM "
    "parts WHERE submission = ?3 AND ?4 > 0) AS p",
    "INSERT INTO small_parts SELECT DIGEST_OF_PART, p.content FROM n, (SELECT q.number, s.content FROM parts q JOIN "
    "small_parts s ON s.digest = q.digest WHERE q.submission = ?3 AND ?4 > 0) AS p",
    "INSERT INTO people SELECT ID, p.place, p.role, p.relation, p.name, p.number, DIGEST_B, p.phone FROM n, (SELECT * "
    "FROM people WHERE submission = ?3 AND ?4 > 0) AS p",
    "INSERT INTO check_ins SELECT ID, p.way, p.reason, p.person_present, p.distance, p.threshold, p.model, "
    "p.station_ms "
    "FROM n, (SELECT * FROM check_ins WHERE submission = ?3 AND ?4 > 0) AS p",
    "INSERT INTO moves (case_number, from_state, to_state, note, reason, who, at_ms) SELECT CASE, p.from_state, "
    "p.to_state, p.note, p.reason, p.who, p.at_ms FROM n, (SELECT * FROM moves WHERE case_number = (SELECT case_number "
    "FROM submissions WHERE id = ?3) AND ?4 > 0) AS p",
    "INSERT INTO downlink (station, sequence, item, signature, made_ms, expires_ms, applied_ms) SELECT STATION, 100000 "
    "+ "
    "n.i / ?4, p.item, p.signature, p.made_ms, 0, 1 FROM n, (SELECT * FROM downlink ORDER BY station, sequence LIMIT "
    "1) "
    "AS p WHERE ?3 IS NOT NULL",
    "INSERT INTO audit (chain, sequence, at_ms, who, action, what, why, previous, digest) SELECT p.chain, 1000000 + "
    "n.i, "
    "p.at_ms, p.who, p.action, CASE, p.why, p.previous, DIGEST_A FROM n, (SELECT * FROM audit WHERE action = "
    "'received' "
    "ORDER BY chain, sequence LIMIT 1) AS p WHERE ?3 IS NOT NULL AND ?4 > 0",
};

}  // namespace

Status fill_archive(township::Archive& archive, std::int64_t submissions, std::int64_t stations) {
    auto& database = archive.database();
    DOORSTEP_TRY(const Rows pattern, database.query("SELECT id FROM submissions ORDER BY id LIMIT 1"));
    if (pattern.empty()) {
        return Error(DatabaseError::Failed, "no check-in to fill in after");
    }
    const auto words = words_for(archive, submissions);
    if (archive.store().on_server()) {
        constexpr std::int64_t a_month_ms = 28LL * 24 * 3600 * 1000;
        for (auto at = archive.now() - two_years_ms; at < archive.now(); at += a_month_ms) {
            DOORSTEP_CHECK(township::make_months(database, {at}));
        }
    }
    for (std::int64_t done = 0; done < submissions; done += at_once) {
        const auto last = std::min(done + at_once, submissions);
        const auto filled = database.transaction([&]() -> Status {
            for (const auto* statement : statements) {
                const std::vector<Cell> values{done + 1, last, pattern[0].bytes(0), stations};
                DOORSTEP_CHECK(database.query(filled_in(statement, words), std::span<const Cell>(values)));
            }
            return {};
        });
        DOORSTEP_CHECK(filled);
    }
    return archive.store().on_server() ? database.script("ANALYZE; CHECKPOINT") : database.clear_log();
}

}  // namespace doorstep::bench
