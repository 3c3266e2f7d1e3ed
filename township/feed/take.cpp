#include "township/feed/take.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "township/archive/tasks.hpp"
#include "township/archive/township_error.hpp"
#include "township/feed/feed_error.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;
constexpr std::size_t item_size = 16;
constexpr auto content_column = "fed_items.content";

// The end of what is held of a purpose.
struct Tail {
    std::int64_t generation = 0;
    std::int64_t number = 0;
    Bytes header;
    Bytes digest() const { return header.empty() ? Bytes{} : to_bytes(sha256(header)); }
};

Result<Tail> tail_of(Archive& archive, std::string_view township, std::string_view purpose) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT generation, number, header FROM fed_batches WHERE township = ?1 AND "
                                          "purpose = ?2 ORDER BY generation DESC, number DESC LIMIT 1",
                                          {std::string(township), std::string(purpose)}));
    return rows.empty() ? Tail{} : Tail{rows[0].number(0), rows[0].number(1), rows[0].bytes(2)};
}

// True when it is held already, OtherContent when another one is.
Result<bool> is_held(Archive& archive, const Batch& batch) {
    const auto& header = batch.header;
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT header FROM fed_batches WHERE township = ?1 AND purpose = ?2 AND "
                                          "generation = ?3 AND number = ?4",
                                          {header.township, header.purpose, header.generation, header.number}));
    if (!rows.empty() && rows[0].bytes(0) != to_bytes(as_bytes(batch.header_text))) {
        return Error(FeedError::OtherContent,
                     fmt::format("batch {} is held with other content: was the township restored from a backup?",
                                 header.number));
    }
    return !rows.empty();
}

// Ok when the batch is the next one.
Status follows(const Batch& batch, const Tail& tail) {
    const auto& header = batch.header;
    if (header.generation < tail.generation) {
        return Error(FeedError::OtherContent, "the township began anew since: this batch is of no use any more");
    }
    const std::int64_t expected = header.generation > tail.generation ? 1 : tail.number + 1;
    if (header.number != expected) {
        return Error(FeedError::OutOfOrder,
                     fmt::format("batch {} comes first: bring it, then this one again", expected));
    }
    return expected == 1 || header.previous == tail.digest()
               ? Status{}
               : Status(Error(FeedError::OtherContent, "it does not go on from the batch that is held before it"));
}

Status put_items(Archive& archive, const BatchHeader& header, const std::vector<std::string_view>& lines,
                 TakenBatch& out) {
    auto& db = archive.database();
    std::int64_t place = 0;
    for (const auto line : lines) {
        const json object = json::parse(line, nullptr, false);
        const bool named = object.is_object() && object.contains("item") && object["item"].is_string();
        const auto item = named ? from_hex(object["item"].get_ref<const std::string&>()) : Result<Bytes>(Bytes{});
        if (!item || item->size() != item_size) {
            return Error(FeedError::NotABatch, fmt::format("its item {} has no id", place));
        }
        DOORSTEP_TRY(const Rows before,
                     db.query("SELECT 1 FROM fed_items WHERE township = ?1 AND purpose = ?2 AND item "
                              "= ?3 LIMIT 1",
                              {header.township, header.purpose, *item}));
        out.known += before.empty() ? 0 : 1;
        DOORSTEP_CHECK(db.run("INSERT INTO fed_items VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                              {header.township, header.purpose, header.generation, header.number, place++, *item,
                               archive.cipher().seal(content_column, as_bytes(line))}));
    }
    out.items = place;
    return {};
}

// The township's audit chain only grows (SECURITY 20): a batch that says less tells of a restore, or of a cut.
Status compare_chain(Archive& archive, const BatchHeader& header, const Tail& tail) {
    const auto before =
        tail.header.empty() ? Result<BatchHeader>(FeedError::NotABatch) : batch_header_from(as_text(tail.header));
    if (!before || header.audit_rows >= before->audit_rows) {
        return {};
    }
    Task task;
    task.kind = "needs-person";
    task.station = header.township;
    task.what =
        fmt::format("feed: the township's audit chain has {} rows, it had {}", header.audit_rows, before->audit_rows);
    return add_task(archive, task);
}

// One that goes on from `tail`.
Status keep(Archive& archive, const Batch& batch, const Tail& tail, BytesView sign_public, BytesView content,
            const Actor& actor, TakenBatch& out) {
    const auto& header = batch.header;
    DOORSTEP_TRY(const auto lines, lines_of(header, content));
    DOORSTEP_CHECK(archive.database().run(
        "INSERT INTO fed_batches VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        {header.township, header.purpose, header.generation, header.number, to_bytes(as_bytes(batch.header_text)),
         batch.signature, to_bytes(sign_public), to_bytes(content.first(lead_size)), archive.now()}));
    DOORSTEP_CHECK(put_items(archive, header, lines, out));
    DOORSTEP_CHECK(compare_chain(archive, header, tail));
    return audit(archive, actor, fmt::format("feed-take {} items", out.items),
                 fmt::format("{} {} {}/{}", header.township, header.purpose, header.generation, header.number));
}

// All that is checked before anything is written; false when it is held already.
Result<bool> take(Archive& archive, const FeedKeys& keys, const Batch& batch, const Actor& actor, TakenBatch& out) {
    if (batch.header.county != archive.keys().township) {
        return Error(FeedError::Foreign, fmt::format("it is for {}", batch.header.county));
    }
    const auto township = partner_named(archive, batch.header.township);
    if (!township) {
        return township.error().is(FeedError::NoPartner) ? Error(FeedError::Foreign, township.error().detail())
                                                         : township.error();
    }
    DOORSTEP_CHECK(check_batch(batch, township->sign_public));
    bool held = false;
    const auto kept = archive.database().transaction([&]() -> Status {
        DOORSTEP_TRY(held, is_held(archive, batch));
        if (held) {
            return {};
        }
        DOORSTEP_TRY(const Tail tail, tail_of(archive, batch.header.township, batch.header.purpose));
        DOORSTEP_CHECK(follows(batch, tail));
        DOORSTEP_TRY(const WipedBytes content, open_batch(batch, keys.box));
        return keep(archive, batch, tail, township->sign_public, content, actor, out);
    });
    return kept ? Result<bool>(!held) : kept.error();
}

Status tell_refused(Archive& archive, const TakenBatch& refused) {
    Task task;
    task.kind = "needs-person";
    task.station = refused.township;
    task.what =
        fmt::format("feed {} batch {}/{}: {}", refused.purpose, refused.generation, refused.number, refused.why);
    return add_task(archive, task);
}

// What the file's own bytes are to blame for; everything else is ours: try again.
std::optional<TakenBatch::Result> result_of(const Error& error) {
    switch (error.as(FeedError::BadPurposes)) {
        case FeedError::Torn:
        case FeedError::OutOfOrder:
            return TakenBatch::Result::Left;
        case FeedError::NotABatch:
        case FeedError::Altered:
        case FeedError::Foreign:
        case FeedError::OtherContent:
            return TakenBatch::Result::Refused;
        default:
            return std::nullopt;
    }
}

}  // namespace

Result<TakenBatch> take_batch(Archive& archive, const FeedKeys& keys, BytesView file, const Actor& actor) {
    TakenBatch out;
    const auto batch = batch_from(file);
    if (batch) {
        out.township = batch->header.township;
        out.purpose = batch->header.purpose;
        out.generation = batch->header.generation;
        out.number = batch->header.number;
    }
    const auto taken = batch ? take(archive, keys, *batch, actor, out) : Result<bool>(batch.error());
    if (taken) {
        out.result = *taken ? TakenBatch::Result::Taken : TakenBatch::Result::Held;
        return out;
    }
    const auto result = result_of(taken.error());
    if (!result) {
        return taken.error();
    }
    out.result = *result;
    out.items = out.known = 0;
    out.why = fmt::format("{}: {}", taken.error().name(), taken.error().detail());
    if (out.result == TakenBatch::Result::Refused) {
        DOORSTEP_CHECK(tell_refused(archive, out));
    }
    return out;
}

Result<std::vector<TakenBatch>> take_batches(Archive& archive, const FeedKeys& keys,
                                             const std::vector<ReadBatch>& files, const Actor& actor) {
    struct Place {
        std::string stream;
        std::int64_t generation = 0;
        std::int64_t number = 0;
        std::size_t index = 0;
        auto operator<=>(const Place&) const = default;
    };
    std::vector<Place> order;
    for (std::size_t i = 0; i < files.size(); ++i) {
        DOORSTEP_TRY(const Bytes file, files[i]());
        const auto batch = batch_from(file);
        const auto header = batch ? batch->header : BatchHeader{};
        order.push_back({header.township + "|" + header.purpose, header.generation, header.number, i});
    }
    std::sort(order.begin(), order.end());
    std::vector<TakenBatch> out;
    for (const auto& place : order) {
        DOORSTEP_TRY(const Bytes file, files[place.index]());
        DOORSTEP_TRY(auto taken, take_batch(archive, keys, file, actor));
        out.push_back(std::move(taken));
    }
    return out;
}

Result<std::string> standing_text(Archive& archive, const FeedKeys& keys, std::string_view township,
                                  std::string_view purpose) {
    DOORSTEP_TRY(const Tail tail, tail_of(archive, township, purpose));
    if (tail.number == 0) {
        return std::string{};
    }
    return to_text(Standing{archive.keys().township, std::string(township), std::string(purpose), tail.generation,
                            tail.number, tail.digest(), archive.now()},
                   keys.sign);
}

Result<std::vector<FedState>> fed_states(Archive& archive) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query(
                     "SELECT township, purpose, generation, max(number), (SELECT count(DISTINCT i.item) FROM fed_items "
                     "i WHERE i.township = b.township AND i.purpose = b.purpose), max(taken_ms) FROM fed_batches b "
                     "WHERE generation = (SELECT max(generation) FROM fed_batches x WHERE x.township = b.township AND "
                     "x.purpose = b.purpose) GROUP BY township, purpose, generation ORDER BY township, purpose"));
    std::vector<FedState> out;
    for (const auto& row : rows) {
        out.push_back({row.text(0), row.text(1), row.number(2), row.number(3), row.number(4), row.number(5)});
    }
    return out;
}

Result<std::vector<WipedString>> fed_lines(Archive& archive, std::string_view township, std::string_view purpose,
                                           const Actor& actor) {
    if (actor.purpose.empty()) {
        return Error(TownshipError::PurposeNeeded, "what was fed shows everything: say why with --purpose TEXT");
    }
    DOORSTEP_CHECK(audit(archive, actor, "look feed", fmt::format("{} {}", township, purpose)));
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query(
                     "SELECT content FROM fed_items i WHERE township = ?1 AND purpose = ?2 AND generation = (SELECT "
                     "max(x.generation) FROM fed_items x WHERE x.township = i.township AND x.purpose = i.purpose AND "
                     "x.item = i.item) ORDER BY generation, number, place",
                     {std::string(township), std::string(purpose)}));
    std::vector<WipedString> out;
    for (const auto& row : rows) {
        DOORSTEP_TRY(WipedString line, archive.cipher().open_text(content_column, row.bytes(0)));
        out.push_back(std::move(line));
    }
    return out;
}

}  // namespace doorstep::township
