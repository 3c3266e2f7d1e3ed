#include "station-agent/outbox/outbox.hpp"

#include "station-agent/store/test_point.hpp"

namespace doorstep::agent {
namespace {

using protocol::SealedSubmission;

Cell id_cell(const Uuid& id) {
    return to_bytes(id.bytes());
}

constexpr auto item_columns =
    "submission,kind,state,since_ms,next_try_ms,tries,township_ms,case_number,bytes_total,reason";

}  // namespace

Outbox::Outbox(Store& store, const Clock& clock, OutboxBounds bounds) : store_(store), clock_(clock), bounds_(bounds) {}

Status Outbox::check_room() {
    DOORSTEP_TRY(const Rows rows, store_.database->query(
                                      "SELECT count(*),coalesce(sum(bytes_total),0) FROM items WHERE state IN (1,5)"));
    const bool full = rows[0].number(0) >= bounds_.most_waiting || rows[0].number(1) >= bounds_.most_waiting_bytes;
    return full ? Status(OutboxError::Full) : Status{};
}

Result<std::optional<Receipt>> Outbox::receipt(const Uuid& submission) {
    DOORSTEP_TRY(const Rows rows,
                 store_.database->query("SELECT case_number,sealed_ms,qr_text FROM items WHERE submission=?1",
                                        {id_cell(submission)}));
    if (rows.empty()) {
        return std::optional<Receipt>{};
    }
    return std::optional<Receipt>{{submission, rows[0].text(0), rows[0].number(1), rows[0].text(2)}};
}

Result<std::uint64_t> Outbox::next_sequence() {
    DOORSTEP_TRY(const std::int64_t last, meta_number(*store_.database, "sequence"));
    return static_cast<std::uint64_t>(last) + 1;
}

Result<Bytes> Outbox::audit_head() {
    return meta_bytes(*store_.database, "audit_head");
}

Status Outbox::write_files(const SealedSubmission& sealed) {
    std::vector<BlobFiles::Blob> large;
    for (std::size_t i = 0; i < sealed.parts.size(); ++i) {
        if (sealed.parts[i].size() > largest_inline) {
            large.push_back({sealed.names[i], sealed.parts[i]});
        }
    }
    return store_.files.put(large);
}

Status Outbox::insert(const NewItem& item) {
    auto& database = *store_.database;
    std::int64_t total = 0;
    for (const auto& part : item.sealed->parts) {
        total += static_cast<std::int64_t>(part.size());
    }
    const auto now = item.receipt.sealed_ms;
    DOORSTEP_CHECK(database.run(
        "INSERT INTO items(submission,sequence,kind,scheme,case_number,sealed_ms,qr_text,envelope_digest,envelope,"
        "bytes_total,state,since_ms) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,1,?6)",
        {id_cell(item.receipt.submission), static_cast<std::int64_t>(item.sequence),
         static_cast<std::int64_t>(item.kind), item.scheme, item.receipt.case_number, now, item.receipt.qr_text,
         to_bytes(item.sealed->envelope_digest), item.sealed->envelope, total}));
    for (std::size_t i = 0; i < item.sealed->parts.size(); ++i) {
        const auto& part = item.sealed->parts[i];
        const Cell content = part.size() > largest_inline ? Cell{} : Cell{part};
        DOORSTEP_CHECK(
            database.run("INSERT INTO item_parts VALUES(?1,?2,?3,?4,?5)",
                         {id_cell(item.receipt.submission), static_cast<std::int64_t>(i),
                          to_bytes(item.sealed->names[i]), static_cast<std::int64_t>(part.size()), content}));
    }
    DOORSTEP_CHECK(set_meta(database, "sequence", static_cast<std::int64_t>(item.sequence)));
    return append_audit(item.sealed->envelope_digest, now);
}

Status Outbox::append_audit(const Digest& subject, std::int64_t at_ms) {
    auto& database = *store_.database;
    DOORSTEP_TRY(const Bytes previous, audit_head());
    DOORSTEP_TRY(const Rows last, database.query("SELECT coalesce(max(number),0) FROM audit"));
    const std::int64_t number = last[0].number(0) + 1;
    Sha256 hash;
    hash.update(previous);
    hash.update(as_bytes(std::to_string(number) + "|" + std::to_string(at_ms) + "|submission|"));
    hash.update(subject);
    const Bytes head = to_bytes(hash.finish());
    DOORSTEP_CHECK(
        database.run("INSERT INTO audit VALUES(?1,?2,'submission',?3,?4)", {number, at_ms, to_bytes(subject), head}));
    return set_meta(database, "audit_head", head);
}

Result<std::optional<Outbox::Taken>> Outbox::take() {
    auto& database = *store_.database;
    sending_.reset();
    bytes_sent_ = 0;
    DOORSTEP_TRY(const Rows rows,
                 database.query("SELECT submission,envelope,envelope_digest FROM items WHERE state=1 AND "
                                "next_try_ms<=?1 ORDER BY sequence LIMIT 1",
                                {clock_.now().milliseconds}));
    if (rows.empty()) {
        return std::optional<Taken>{};
    }
    Taken taken;
    DOORSTEP_TRY(taken.submission, Uuid::from_bytes(rows[0].bytes(0)));
    taken.envelope = rows[0].bytes(1);
    taken.envelope_digest = digest_from(rows[0].bytes(2));
    DOORSTEP_TRY(const Rows parts, database.query("SELECT digest,size,content IS NULL FROM item_parts WHERE "
                                                  "submission=?1 ORDER BY place",
                                                  {id_cell(taken.submission)}));
    for (const auto& part : parts) {
        taken.parts.push_back(
            {digest_from(part.bytes(0)), static_cast<std::uint64_t>(part.number(1)), part.number(2) != 0});
    }
    sending_ = taken.submission;
    return std::optional<Taken>{std::move(taken)};
}

Result<std::string> Outbox::read_piece(const Uuid& submission, std::size_t place, std::uint64_t offset,
                                       std::size_t size) {
    DOORSTEP_TRY(const Rows rows,
                 store_.database->query("SELECT digest,content FROM item_parts WHERE submission=?1 AND place=?2",
                                        {id_cell(submission), static_cast<std::int64_t>(place)}));
    if (rows.empty()) {
        return OutboxError::Unknown;
    }
    if (rows[0].is_null(1)) {
        return store_.files.read_piece(digest_from(rows[0].bytes(0)), offset, size);
    }
    const Bytes content = rows[0].bytes(1);
    if (offset + size > content.size()) {
        return StoreError::Missing;
    }
    return std::string(as_text(BytesView(content).subspan(offset, size)));
}

Status Outbox::set_state(const Uuid& submission, ItemState state, std::int64_t next_try_ms, int reason) {
    if (sending_ == submission) {
        sending_.reset();
    }
    DOORSTEP_CHECK(store_.database->run(
        "UPDATE items SET state=?2,since_ms=?3,next_try_ms=?4,reason=?5 WHERE submission=?1 AND state IN (1,5)",
        {id_cell(submission), static_cast<std::int64_t>(state), clock_.now().milliseconds, next_try_ms,
         static_cast<std::int64_t>(reason)}));
    return store_.database->changes() == 1 ? Status{} : Status(OutboxError::Unknown);
}

Status Outbox::acknowledge(const Uuid& submission, std::int64_t township_ms, BytesView signature) {
    auto& database = *store_.database;
    DOORSTEP_TRY(const Rows rows, database.query("SELECT state FROM items WHERE submission=?1", {id_cell(submission)}));
    if (rows.empty()) {
        return OutboxError::Unknown;
    }
    const auto state = rows[0].number(0);
    if (state == wire::Item::ACKNOWLEDGED || state == wire::Item::PRUNED) {
        return {};  // said twice: once was enough
    }
    if (sending_ == submission) {
        sending_.reset();
    }
    test_point("before-acknowledge");
    const auto now = clock_.now().milliseconds;
    return database.transaction([&]() -> Status {
        DOORSTEP_CHECK(database.run(
            "UPDATE items SET state=3,since_ms=?2,next_try_ms=0,reason=0,township_ms=?3,acknowledgement=?4 "
            "WHERE submission=?1",
            {id_cell(submission), now, township_ms, to_bytes(signature)}));
        return set_meta(database, "last_confirmed_ms", township_ms);
    });
}

Status Outbox::refuse(const Uuid& submission, wire::RefusalCode code) {
    return set_state(submission, wire::Item::REFUSED, 0, code);
}

Status Outbox::retry_later(const Uuid& submission, std::int64_t delay_ms, int reason, bool counts) {
    if (!counts) {
        if (sending_ == submission) {
            sending_.reset();
        }
        return {};  // nothing to write: it was never anything but sealed on disk
    }
    auto& database = *store_.database;
    DOORSTEP_CHECK(
        database.run("UPDATE items SET tries=tries+1 WHERE submission=?1 AND state=1", {id_cell(submission)}));
    if (database.changes() != 1) {
        return OutboxError::Unknown;  // not there, or no longer waiting: nothing is tried again
    }
    DOORSTEP_TRY(const Rows rows, database.query("SELECT tries FROM items WHERE submission=?1", {id_cell(submission)}));
    if (rows[0].number(0) >= static_cast<std::int64_t>(bounds_.most_tries)) {
        return shelve(submission, reason);
    }
    constexpr std::int64_t most_doublings = 7;
    const auto doublings = std::min(rows[0].number(0) - 1, most_doublings);
    return set_state(submission, wire::Item::SEALED, clock_.now().milliseconds + (delay_ms << doublings), reason);
}

Status Outbox::shelve(const Uuid& submission, int reason) {
    return set_state(submission, wire::Item::SHELVED, 0, reason);
}

Status Outbox::unshelve() {
    return store_.database->run("UPDATE items SET state=1,since_ms=?1,next_try_ms=0,tries=0 WHERE state=5",
                                {clock_.now().milliseconds});
}

Result<std::optional<std::int64_t>> Outbox::next_due_ms() {
    DOORSTEP_TRY(const Rows rows, store_.database->query("SELECT min(next_try_ms) FROM items WHERE state=1"));
    return rows[0].is_null(0) ? std::optional<std::int64_t>{} : std::optional<std::int64_t>{rows[0].number(0)};
}

Result<Counts> Outbox::counts() {
    DOORSTEP_TRY(const Rows rows,
                 store_.database->query("SELECT state,count(*),min(sealed_ms) FROM items GROUP BY state"));
    Counts counts;
    for (const auto& row : rows) {
        const auto n = static_cast<std::uint32_t>(row.number(1));
        switch (row.number(0)) {
            case wire::Item::SEALED:
                counts.sending = sending_ ? 1 : 0;
                counts.sealed = n - counts.sending;
                counts.oldest_unsent_ms = row.number(2);
                break;
            case wire::Item::ACKNOWLEDGED:
                counts.acknowledged = n;
                break;
            case wire::Item::REFUSED:
                counts.refused = n;
                break;
            case wire::Item::SHELVED:
                counts.shelved = n;
                break;
            default:
                counts.pruned = n;
        }
    }
    return counts;
}

Result<std::vector<wire::Item>> Outbox::list(const std::optional<std::set<std::string>>& case_numbers) {
    constexpr std::size_t most_listed = 200;  // more than a screen ever shows; the counts tell the rest
    DOORSTEP_TRY(const Rows rows, store_.database->query(std::string("SELECT ") + item_columns +
                                                         " FROM items ORDER BY sequence DESC LIMIT 10000"));
    std::vector<wire::Item> items;
    for (const auto& row : rows) {
        if (items.size() == most_listed || (case_numbers && !case_numbers->contains(row.text(7)))) {
            continue;
        }
        wire::Item item;
        const Bytes id = row.bytes(0);
        const bool sending = sending_ && to_bytes(sending_->bytes()) == id;
        item.set_submission(std::string(as_text(id)));
        item.set_kind(static_cast<wire::SubmissionKind>(row.number(1)));
        item.set_state(sending ? wire::Item::SENDING : static_cast<ItemState>(row.number(2)));
        item.set_since_ms(row.number(3));
        item.set_next_try_ms(row.number(4));
        item.set_tries(static_cast<std::uint32_t>(row.number(5)));
        item.set_township_ms(row.number(6));
        item.set_case_number(row.text(7));
        item.set_bytes_total(static_cast<std::uint64_t>(row.number(8)));
        const bool arrived = item.state() == wire::Item::ACKNOWLEDGED || item.state() == wire::Item::PRUNED;
        item.set_bytes_sent(arrived ? item.bytes_total() : sending ? bytes_sent_ : 0);
        if (item.state() == wire::Item::REFUSED) {
            item.mutable_fault()->set_code(wire::FAULT_REFUSED_BY_TOWNSHIP);
            (*item.mutable_fault()->mutable_parameters())["code"] = std::to_string(row.number(9));
        }
        items.push_back(std::move(item));
    }
    return items;
}

Status Outbox::drop_content(const Bytes& submission) {
    auto& database = *store_.database;
    DOORSTEP_TRY(const Rows files,
                 database.query("SELECT digest FROM item_parts WHERE submission=?1 AND content IS NULL", {submission}));
    const auto dropped = database.transaction([&]() -> Status {
        DOORSTEP_CHECK(database.run("DELETE FROM item_parts WHERE submission=?1", {submission}));
        return database.run("UPDATE items SET state=6,since_ms=?2,envelope=NULL WHERE submission=?1",
                            {submission, clock_.now().milliseconds});
    });
    DOORSTEP_CHECK(dropped);
    for (const auto& file : files) {
        store_.files.remove(digest_from(file.bytes(0)));
    }
    return {};
}

Status Outbox::prune() {
    DOORSTEP_TRY(const Rows rows, store_.database->query("SELECT submission FROM items WHERE state=3 AND since_ms<?1",
                                                         {clock_.now().milliseconds - bounds_.keep_acknowledged_ms}));
    for (const auto& row : rows) {
        DOORSTEP_CHECK(drop_content(row.bytes(0)));
    }
    return {};
}

}  // namespace doorstep::agent
