#include "township/feed/feed.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "township/feed/feed_error.hpp"

namespace doorstep::township {
namespace {

// The end of what was made for a purpose.
struct Tail {
    std::int64_t generation = 0;
    std::int64_t number = 0;
    std::string county;
    Bytes digest;
};

Result<Tail> tail_of(Archive& archive, const std::string& purpose) {
    DOORSTEP_TRY(const Rows rows, archive.database().query(
                                      "SELECT generation, number, county, digest FROM feed_batches WHERE purpose = ?1 "
                                      "ORDER BY generation DESC, number DESC LIMIT 1",
                                      {purpose}));
    return rows.empty() ? Tail{} : Tail{rows[0].number(0), rows[0].number(1), rows[0].text(2), rows[0].bytes(3)};
}

Error behind(std::string_view why) {
    return {FeedError::Behind, fmt::format("{}; --begin-anew tells everything again", why)};
}

// Ok when the county stands on what this archive made and keeps on from. False: it stands in an older generation, which
// is of no interest any more.
Result<bool> is_believed(Archive& archive, const Standing& standing, const Purpose& purpose, const Tail& tail) {
    auto& db = archive.database();
    if (standing.county != purpose.to || standing.township != archive.keys().township ||
        standing.purpose != purpose.id) {
        return Error(FeedError::BadStanding, "it is of another county, township or purpose");
    }
    if (standing.generation < tail.generation) {
        return false;
    }
    DOORSTEP_TRY(const Rows rows,
                 db.query("SELECT digest FROM feed_batches WHERE purpose = ?1 AND generation = ?2 AND number = ?3",
                          {purpose.id, standing.generation, standing.number}));
    if (rows.empty() || rows[0].bytes(0) != standing.digest) {
        return behind(
            fmt::format("the county has batch {} of generation {}, which this archive did not make: was it "
                        "restored from a backup?",
                        standing.number, standing.generation));
    }
    DOORSTEP_TRY(const Rows gone,
                 db.query("SELECT min(number) FROM feed_batches WHERE purpose = ?1 AND generation = ?2 AND number > ?3 "
                          "AND batch IS NULL",
                          {purpose.id, standing.generation, standing.number}));
    return gone[0].is_null(0)
               ? Result<bool>(true)
               : behind(fmt::format("the county went back to batch {}, and batch {} is not kept any more",
                                    standing.number, gone[0].number(0)));
}

// What the county has is not kept any more. Some at a time: wiping much in one commit would make a gateway wait.
Status drop_taken(Archive& archive, const Standing& standing) {
    constexpr std::int64_t at_once = 20;
    auto& db = archive.database();
    for (bool more = true; more;) {
        DOORSTEP_CHECK(
            db.run("UPDATE feed_batches SET batch = NULL, taken_ms = ?4 WHERE purpose = ?1 AND generation = "
                   "?2 AND number <= ?3 AND taken_ms = 0 AND number < ?5 + (SELECT min(x.number) FROM "
                   "feed_batches x WHERE x.purpose = ?1 AND x.generation = ?2 AND x.taken_ms = 0)",
                   {standing.purpose, standing.generation, standing.number, archive.now(), at_once}));
        more = db.changes() > 0;
    }
    return {};
}

// One batch in the making.
struct Making {
    const Purpose& purpose;
    const FeedKeys& keys;
    const FeedPartner& county;
    const Actor& actor;
    bool even_empty;
};

struct Content {
    WipedBytes bytes;
    std::vector<Change> changes;
};

Result<Content> content_of(Archive& archive, const Purpose& purpose, std::int64_t generation, Reached& reached) {
    const Reached before = reached;
    DOORSTEP_TRY(auto changes, changes_to_tell(archive, purpose, generation, reached, most_changes_a_batch));
    Content out{random_lead(), {}};
    for (auto& change : changes) {
        DOORSTEP_TRY(const WipedString line, line_of(archive, change, purpose));
        const auto text = as_bytes(line.view());
        out.bytes.insert(out.bytes.end(), text.begin(), text.end());
        out.bytes.push_back('\n');
        out.changes.push_back(std::move(change));
        if (out.bytes.size() > enough_content && out.changes.size() < changes.size()) {
            reached = before;  // the rest of this look is found by the next one, behind what now gets its rows
            break;
        }
    }
    return out;
}

// One row for the batch and one for each case in it: the person can see who was told (SECURITY 21).
Status write_audit(Archive& archive, const Making& making, const Batch& batch, const std::vector<Change>& changes) {
    const Actor actor{making.actor.who, fmt::format("{}: {}", making.purpose.id, making.purpose.why)};
    const auto name = fmt::format("{} {}/{}", making.purpose.to, batch.header.generation, batch.header.number);
    DOORSTEP_CHECK(audit(archive, actor, fmt::format("feed {} items {}", batch.header.items, to_hex(batch.digest)),
                         fmt::format("{} {}", making.purpose.id, name)));
    std::set<std::string> cases;
    for (const auto& change : changes) {
        if (!change.case_number.empty() && cases.insert(change.case_number).second) {
            DOORSTEP_CHECK(audit(archive, actor, "feed to " + name, change.case_number));
        }
    }
    return {};
}

Status write_batch(Archive& archive, const Making& making, const Batch& batch, const std::vector<Change>& changes) {
    const auto& header = batch.header;
    DOORSTEP_CHECK(archive.database().run(
        "INSERT INTO feed_batches (purpose, generation, number, county, items, digest, batch, made_ms) VALUES (?1, ?2, "
        "?3, ?4, ?5, ?6, ?7, ?8)",
        {header.purpose, header.generation, header.number, header.county, header.items, to_bytes(batch.digest),
         to_file(batch), header.made_ms}));
    if (header.number == 1) {
        // What of an older generation still waited is told again by this one.
        DOORSTEP_CHECK(archive.database().run(
            "UPDATE feed_batches SET batch = NULL WHERE purpose = ?1 AND generation < ?2 AND batch IS NOT NULL",
            {header.purpose, header.generation}));
    }
    for (const auto& change : changes) {
        DOORSTEP_CHECK(note_told(archive, change, making.purpose, header.generation, header.number));
    }
    return write_audit(archive, making, batch, changes);
}

// The items of the batch that was made; nothing when there was nothing to tell.
Result<std::optional<std::int64_t>> make_batch(Archive& archive, const Making& making, const Tail& tail,
                                               Reached& reached) {
    DOORSTEP_TRY(const Content content, content_of(archive, making.purpose, tail.generation, reached));
    if (content.changes.empty() && !making.even_empty) {
        return std::optional<std::int64_t>{};
    }
    BatchHeader header;
    header.township = archive.keys().township;
    header.county = making.purpose.to;
    header.purpose = making.purpose.id;
    header.fields = making.purpose.fields;
    header.generation = tail.generation;
    header.number = tail.number + 1;
    header.previous = tail.number == 0 ? Bytes{} : tail.digest;
    header.items = static_cast<std::int64_t>(content.changes.size());
    header.made_ms = archive.now();
    DOORSTEP_TRY(const AuditHead head, audit_head(archive));
    header.audit_rows = static_cast<std::int64_t>(head.sequence);
    header.audit_head = head.sequence == 0 ? Bytes{} : head.digest;
    DOORSTEP_TRY(const Batch batch,
                 seal_batch(std::move(header), content.bytes, making.keys.sign, making.county.box_public));
    DOORSTEP_CHECK(write_batch(archive, making, batch, content.changes));
    return std::optional(batch.header.items);
}

// A new generation begins at its first batch; until then the number of it is free.
Tail begun_anew(const Archive& archive, const Tail& tail, const std::optional<Standing>& standing) {
    const auto after = std::max(tail.generation, standing ? standing->generation : 0);
    return {std::max(archive.now(), after + 1), 0, {}, {}};
}

Result<std::vector<MadeBatch>> waiting_batches(Archive& archive, const std::string& purpose, std::int64_t generation) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT number, items, digest FROM feed_batches WHERE purpose = ?1 AND "
                                          "generation = ?2 AND taken_ms = 0 ORDER BY number",
                                          {purpose, generation}));
    std::vector<MadeBatch> out;
    for (const auto& row : rows) {
        MadeBatch made{generation, row.number(0), row.number(1), {}, archive.keys().township, purpose};
        const Bytes digest = row.bytes(2);
        std::copy_n(digest.begin(), std::min(digest.size(), made.digest.size()), made.digest.begin());
        out.push_back(std::move(made));
    }
    return out;
}

Result<std::optional<Standing>> checked(const std::optional<std::string>& text, const FeedPartner& county) {
    if (!text) {
        return std::optional<Standing>{};
    }
    DOORSTEP_TRY(Standing standing, standing_from(*text, county.sign_public));
    return std::optional<Standing>(std::move(standing));
}

// Where the first batch of this run goes on.
Result<Tail> beginning(Archive& archive, const FeedWish& wish, const std::optional<Standing>& standing) {
    DOORSTEP_TRY(Tail tail, tail_of(archive, wish.purpose.id));
    if (wish.anew || tail.generation == 0) {
        return begun_anew(archive, tail, standing);
    }
    if (tail.county != wish.purpose.to) {
        return behind(fmt::format("{} went to {} until now", wish.purpose.id, tail.county));
    }
    return tail;
}

// Nothing is changed unless the standing fits to what was made.
Status go_on_behind(Archive& archive, const FeedWish& wish, const std::optional<Standing>& standing) {
    if (!standing || wish.anew) {
        return {};
    }
    DOORSTEP_TRY(const Tail tail, tail_of(archive, wish.purpose.id));
    DOORSTEP_TRY(const bool believed, is_believed(archive, *standing, wish.purpose, tail));
    return believed ? drop_taken(archive, *standing) : Status{};
}

}  // namespace

std::string MadeBatch::file_name() const {
    return fmt::format("{}_{}_{}_{:08}.feed", township, purpose, generation, number);
}

Result<FeedReport> feed(Archive& archive, const FeedWish& wish, const std::optional<std::string>& standing_text,
                        const Actor& actor) {
    DOORSTEP_TRY(const FeedKeys keys, feed_keys(archive));
    DOORSTEP_TRY(const FeedPartner county, partner_named(archive, wish.purpose.to));
    DOORSTEP_TRY(const auto standing, checked(standing_text, county));
    DOORSTEP_CHECK(go_on_behind(archive, wish, standing));
    FeedReport report;
    Reached reached;
    bool first = true;
    for (bool more = true; more;) {
        const Making making{wish.purpose, keys, county, actor, first && wish.always};
        DOORSTEP_CHECK(archive.database().transaction([&]() -> Status {
            // Looked up again each time: another feed may have made a batch in between.
            const FeedWish now{wish.purpose, wish.anew && first, wish.always};
            DOORSTEP_TRY(const Tail tail, beginning(archive, now, standing));
            DOORSTEP_TRY(const auto items, make_batch(archive, making, tail, reached));
            report.generation = tail.generation;
            report.new_items += items.value_or(0);
            more = items.value_or(0) > 0;
            return {};
        }));
        first = false;
    }
    DOORSTEP_TRY(report.waiting, waiting_batches(archive, wish.purpose.id, report.generation));
    DOORSTEP_TRY(const Rows taken, archive.database().query("SELECT coalesce(max(number), 0) FROM feed_batches WHERE "
                                                            "purpose = ?1 AND generation = ?2 AND taken_ms > 0",
                                                            {wish.purpose.id, report.generation}));
    report.taken = taken[0].number(0);
    return report;
}

Result<Bytes> batch_file(Archive& archive, const MadeBatch& made) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT batch FROM feed_batches WHERE purpose = ?1 AND generation = ?2 AND "
                                          "number = ?3 AND batch IS NOT NULL",
                                          {made.purpose, made.generation, made.number}));
    return rows.empty() ? Result<Bytes>(behind(fmt::format("batch {} is not kept any more", made.number)))
                        : rows[0].bytes(0);
}

Result<std::vector<FeedState>> feed_states(Archive& archive) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query(
                     "SELECT purpose, max(county), generation, max(number), max(CASE WHEN taken_ms > 0 THEN number "
                     "ELSE 0 END), max(made_ms), max(taken_ms) FROM feed_batches b WHERE generation = (SELECT "
                     "max(generation) FROM feed_batches x WHERE x.purpose = b.purpose) GROUP BY purpose, generation "
                     "ORDER BY purpose"));
    std::vector<FeedState> out;
    for (const auto& row : rows) {
        out.push_back(
            {row.text(0), row.text(1), row.number(2), row.number(3), row.number(4), row.number(5), row.number(6)});
    }
    return out;
}

}  // namespace doorstep::township
