#include "township/feed/feed_check.hpp"

#include <fmt/format.h>

#include "protocol/envelope/statements.hpp"
#include "township/archive/checks.hpp"
#include "township/feed/batch.hpp"

namespace doorstep::township {
namespace {

using checks::found;
using checks::rows_of;

// Township, purpose, generation and number of a row's first four columns.
struct Name {
    std::string township;
    std::string purpose;
    std::int64_t generation = 0;
    std::int64_t number = 0;
    std::string text() const { return fmt::format("{} {} {}/{}", township, purpose, generation, number); }
};

void waiting(Archive& archive, CheckReport& report) {
    for (const auto& row : rows_of(archive, report,
                                   "SELECT purpose, generation, number FROM feed_batches WHERE batch IS NOT NULL ORDER "
                                   "BY purpose, generation, number")) {
        ++report.feed_batches;
        const Name name{archive.keys().township, row.text(0), row.number(1), row.number(2)};
        const auto kept = rows_of(archive, report,
                                  "SELECT batch, digest FROM feed_batches WHERE purpose = ?1 AND generation = ?2 AND "
                                  "number = ?3",
                                  {name.purpose, name.generation, name.number});
        const auto batch = kept.empty() ? Result<Batch>(Error(DatabaseError::Damaged)) : batch_from(kept[0].bytes(0));
        if (!batch || to_bytes(batch->digest) != kept[0].bytes(1)) {
            found(report, "feed", name.text(), "the batch that waits is not what was made");
        }
    }
}

// The digest of lead and lines as they were signed; false when a line does not open.
bool content_holds(Archive& archive, CheckReport& report, const Name& name, const BatchHeader& header,
                   const Bytes& lead) {
    Sha256 hash;
    hash.update(lead);
    std::int64_t items = 0;
    for (const auto& row : rows_of(archive, report,
                                   "SELECT content FROM fed_items WHERE township = ?1 AND purpose = ?2 AND generation "
                                   "= ?3 AND number = ?4 ORDER BY place",
                                   {name.township, name.purpose, name.generation, name.number})) {
        const auto line = archive.cipher().open_text("fed_items.content", row.bytes(0));
        if (!line) {
            return false;
        }
        hash.update(as_bytes(line->view() + "\n"));
        ++items;
    }
    return items == header.items && hash.finish() == header.plain;
}

void one_taken(Archive& archive, CheckReport& report, const Name& name, const Row& row, const Bytes& previous) {
    ++report.feed_batches;
    const Bytes text = row.bytes(0);
    const auto header = batch_header_from(as_text(text));
    if (!header || !protocol::verify(protocol::domains::feed, text, row.bytes(1), row.bytes(2))) {
        found(report, "feed", name.text(), "the township's signature does not hold");
        return;
    }
    if (header->township != name.township || header->purpose != name.purpose || header->generation != name.generation ||
        header->number != name.number) {
        found(report, "feed", name.text(), "its row and its header differ");
    } else if (header->number > 1 && header->previous != previous) {
        found(report, "feed", name.text(), "does not go on from the batch before");
    } else if (!content_holds(archive, report, name, *header, row.bytes(3))) {
        found(report, "feed", name.text(), "its items are not what was signed");
    }
}

void taken(Archive& archive, CheckReport& report) {
    Bytes previous;
    for (const auto& one : rows_of(archive, report,
                                   "SELECT township, purpose, generation, number FROM fed_batches ORDER BY township, "
                                   "purpose, generation, number")) {
        const Name name{one.text(0), one.text(1), one.number(2), one.number(3)};
        const auto rows =
            rows_of(archive, report,
                    "SELECT header, signature, sign_public, lead FROM fed_batches WHERE township = ?1 AND "
                    "purpose = ?2 AND generation = ?3 AND number = ?4",
                    {name.township, name.purpose, name.generation, name.number});
        if (!rows.empty()) {
            one_taken(archive, report, name, rows[0], previous);
            previous = to_bytes(sha256(rows[0].bytes(0)));
        }
    }
}

}  // namespace

void check_feed(Archive& archive, CheckReport& report) {
    waiting(archive, report);
    taken(archive, report);
}

}  // namespace doorstep::township
