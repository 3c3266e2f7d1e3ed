#include "station-agent/outbox/outbox.hpp"

#include <fmt/format.h>

#include "base/files.hpp"
#include "protocol/envelope/statements.hpp"
#include "station-agent/store/test_point.hpp"

namespace doorstep {

std::string_view ErrorNames<agent::OutboxError>::name(agent::OutboxError e) {
    switch (e) {
        case agent::OutboxError::Full:
            return "Full";
        case agent::OutboxError::ReserveOnly:
            return "ReserveOnly";
        case agent::OutboxError::Unknown:
            return "Unknown";
    }
    return "?";
}

namespace agent {
namespace {

using protocol::SealedSubmission;

Cell id_cell(const Uuid& id) {
    return to_bytes(id.bytes());
}

constexpr auto item_columns =
    "submission,kind,state,since_ms,next_try_ms,tries,township_ms,case_number,bytes_total,reason,sealed_ms";
// The index of turns says it in numbers.
static_assert(largest_light == 65536);

// ± 20 %, so that what failed together does not come again together.
std::int64_t spread(std::int64_t milliseconds) {
    std::array<std::uint8_t, 2> random{};
    fill_random(random);
    const std::int64_t thousandths = 800 + (std::int64_t{random[0]} * 256 + random[1]) % 401;
    return milliseconds * thousandths / 1000;
}

}  // namespace

Outbox::Outbox(Store& store, const Clock& clock, OutboxBounds bounds) : store_(store), clock_(clock), bounds_(bounds) {}

Result<wire::Room> Outbox::room() {
    DOORSTEP_TRY(const auto now, totals_.now());
    DOORSTEP_TRY(const std::uint64_t free_bytes, free_space(store_.folder));
    const auto free = static_cast<std::int64_t>(std::min<std::uint64_t>(free_bytes, INT64_MAX));
    const auto& b = bounds_;
    if (now.waiting_items >= b.most_waiting + b.reserve_items ||
        now.waiting_bytes >= b.most_waiting_bytes + b.reserve_bytes || free < b.floor_free_bytes) {
        return wire::ROOM_NONE;
    }
    if (now.waiting_items >= b.most_waiting || now.waiting_bytes >= b.most_waiting_bytes ||
        free < b.floor_free_bytes + b.reserve_bytes) {
        return wire::ROOM_RESERVE;
    }
    constexpr std::int64_t whole = 100;
    const bool scarce = now.waiting_items * whole >= b.most_waiting * b.soft_percent ||
                        now.waiting_bytes >= b.most_waiting_bytes / whole * b.soft_percent || free < b.soft_free_bytes;
    return scarce ? wire::ROOM_SCARCE : wire::ROOM_ENOUGH;
}

Status Outbox::check_room(std::int64_t bytes) {
    DOORSTEP_TRY(const wire::Room now, room());
    if (now == wire::ROOM_NONE) {
        return OutboxError::Full;
    }
    return now == wire::ROOM_RESERVE && bytes > largest_light ? Status(OutboxError::ReserveOnly) : Status{};
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

Result<std::optional<Uuid>> Outbox::newest_application(const std::string& case_number) {
    DOORSTEP_TRY(const Rows rows, store_.database->query(
                                      "SELECT submission FROM items WHERE case_number=?1 AND kind=?2 ORDER BY sequence "
                                      "DESC LIMIT 1",
                                      {case_number, static_cast<std::int64_t>(wire::APPLICATION)}));
    if (rows.empty()) {
        return std::optional<Uuid>{};
    }
    DOORSTEP_TRY(const Uuid id, Uuid::from_bytes(rows[0].bytes(0)));
    return std::optional<Uuid>{id};
}

Result<std::optional<wire::Item>> Outbox::complaint(const std::string& number) {
    DOORSTEP_TRY(const Rows rows, store_.database->query(std::string("SELECT ") + item_columns +
                                                             " FROM items WHERE case_number=?1 AND kind=?2",
                                                         {number, static_cast<std::int64_t>(wire::COMPLAINT)}));
    if (rows.empty()) {
        return std::optional<wire::Item>{};
    }
    auto item = item_from(rows[0]);
    item.set_since_ms(rows[0].number(10));
    return std::optional<wire::Item>{std::move(item)};
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
    totals_.added(total);
    DOORSTEP_CHECK(set_meta(database, "sequence", static_cast<std::int64_t>(item.sequence)));
    return append_audit(item.sealed->envelope_digest, now);
}

Status Outbox::append_audit(const Digest& subject, std::int64_t at_ms) {
    auto& database = *store_.database;
    DOORSTEP_TRY(const Bytes previous, audit_head());
    DOORSTEP_TRY(const Rows last, database.query("SELECT coalesce(max(number),0) FROM audit"));
    const std::int64_t number = last[0].number(0) + 1;
    const Bytes head = to_bytes(protocol::audit_step(previous, static_cast<std::uint64_t>(number), at_ms, subject));
    DOORSTEP_CHECK(
        database.run("INSERT INTO audit VALUES(?1,?2,'submission',?3,?4)", {number, at_ms, to_bytes(subject), head}));
    return set_meta(database, "audit_head", head);
}

Status Outbox::let_due_in() {
    auto& database = *store_.database;
    const auto now = clock_.now().milliseconds;
    DOORSTEP_CHECK(
        database.run("UPDATE items SET next_try_ms=0 WHERE state=1 AND next_try_ms>0 AND next_try_ms<=?1", {now}));
    // Further ahead than any wait: the clock was set back since.
    return database.run("UPDATE items SET next_try_ms=0 WHERE state=1 AND next_try_ms>0 AND next_try_ms>?1",
                        {now + bounds_.longest_wait_ms});
}

Result<Rows> Outbox::first_in_turn(bool light, const std::optional<Uuid>& without) {
    return store_.database->query(
        "SELECT submission,envelope,envelope_digest,bytes_total FROM items WHERE state=1 AND next_try_ms=0 AND "
        "(bytes_total > 65536)=?1 AND submission<>?2 ORDER BY sequence LIMIT 1",
        {std::int64_t{light ? 0 : 1}, without ? id_cell(*without) : Cell{Bytes{}}});
}

Result<std::optional<Outbox::Taken>> Outbox::take() {
    sending_.reset();
    bytes_sent_ = 0;
    ignore(let_due_in(), "on a full disk those whose turn it is go first");
    const bool light_first = lights_in_a_row_ < most_lights_in_a_row;
    DOORSTEP_TRY(Rows rows, first_in_turn(light_first));
    if (rows.empty()) {
        DOORSTEP_TRY(rows, first_in_turn(!light_first));
    }
    return rows.empty() ? std::optional<Taken>{} : take_one(rows[0]);
}

Result<std::optional<Outbox::Taken>> Outbox::take_light() {
    if (lights_in_a_row_ >= most_lights_in_a_row) {
        return std::optional<Taken>{};
    }
    ignore(let_due_in(), "on a full disk those whose turn it is go first");
    DOORSTEP_TRY(const Rows rows, first_in_turn(true, sending_));
    return rows.empty() ? std::optional<Taken>{} : take_one(rows[0]);
}

Result<std::optional<Outbox::Taken>> Outbox::take_one(const Row& row) {
    Taken taken;
    DOORSTEP_TRY(taken.submission, Uuid::from_bytes(row.bytes(0)));
    taken.envelope = row.bytes(1);
    taken.envelope_digest = digest_from(row.bytes(2));
    taken.light = row.number(3) <= largest_light;
    lights_in_a_row_ = taken.light ? lights_in_a_row_ + 1 : 0;
    DOORSTEP_TRY(const Rows parts, store_.database->query("SELECT digest,size,content IS NULL FROM item_parts WHERE "
                                                          "submission=?1 ORDER BY place",
                                                          {id_cell(taken.submission)}));
    for (const auto& part : parts) {
        taken.parts.push_back(
            {digest_from(part.bytes(0)), static_cast<std::uint64_t>(part.number(1)), part.number(2) != 0});
    }
    sending_ = taken.submission;
    sending_since_ms_ = clock_.now().milliseconds;
    bytes_sent_ = 0;
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
    if (offset > content.size() || size > content.size() - offset) {
        return StoreError::Missing;
    }
    return std::string(as_text(BytesView(content).subspan(offset, size)));
}

Status Outbox::set_state(const Uuid& submission, ItemState state, std::int64_t next_try_ms, int cause) {
    if (sending_ == submission) {
        sending_.reset();
    }
    auto& database = *store_.database;
    DOORSTEP_TRY(const Rows rows, database.query("SELECT state,bytes_total FROM items WHERE submission=?1 AND state IN "
                                                 "(1,5)",
                                                 {id_cell(submission)}));
    if (rows.empty()) {
        return OutboxError::Unknown;
    }
    DOORSTEP_CHECK(database.run("UPDATE items SET state=?2,since_ms=?3,next_try_ms=?4,reason=?5 WHERE submission=?1",
                                {id_cell(submission), static_cast<std::int64_t>(state), clock_.now().milliseconds,
                                 next_try_ms, static_cast<std::int64_t>(cause)}));
    totals_.moved(static_cast<ItemState>(rows[0].number(0)), state, rows[0].number(1));
    return {};
}

Status Outbox::acknowledge(const Uuid& submission, std::int64_t township_ms, BytesView signature) {
    auto& database = *store_.database;
    DOORSTEP_TRY(const Rows rows,
                 database.query("SELECT state,bytes_total FROM items WHERE submission=?1", {id_cell(submission)}));
    if (rows.empty()) {
        return OutboxError::Unknown;
    }
    const auto state = static_cast<ItemState>(rows[0].number(0));
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
        totals_.moved(state, wire::Item::ACKNOWLEDGED, rows[0].number(1));
        return set_meta(database, "last_confirmed_ms", township_ms);
    });
}

Result<bool> Outbox::keep_countersignature(std::uint64_t sequence, BytesView head, BytesView signature) {
    auto& database = *store_.database;
    const auto number = static_cast<std::int64_t>(sequence);
    DOORSTEP_TRY(const Rows rows, database.query("SELECT head FROM audit WHERE number=?1", {number}));
    if (rows.empty() || rows[0].bytes(0) != to_bytes(head)) {
        return false;
    }
    DOORSTEP_TRY(const std::int64_t before, meta_number(database, "countersigned"));
    if (before >= number) {
        return true;
    }
    const auto kept = database.transaction([&]() -> Status {
        DOORSTEP_CHECK(set_meta(database, "countersigned", number));
        return set_meta(database, "countersignature", to_bytes(signature));
    });
    return kept ? Result<bool>(true) : Result<bool>(kept.error());
}

Status Outbox::refuse(const Uuid& submission, wire::RefusalCode code) {
    return set_state(submission, wire::Item::REFUSED, 0, cause_of(code));
}

Status Outbox::retry_later(const Uuid& submission, std::int64_t delay_ms, int cause, bool counts) {
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
        return shelve(submission, cause);
    }
    constexpr std::int64_t most_doublings = 20;
    const auto doublings = std::min(rows[0].number(0) - 1, most_doublings);
    const auto wait = spread(std::min(delay_ms << doublings, bounds_.longest_wait_ms / 6 * 5));
    return set_state(submission, wire::Item::SEALED, clock_.now().milliseconds + wait, cause);
}

Status Outbox::shelve(const Uuid& submission, int cause) {
    return set_state(submission, wire::Item::SHELVED, 0, cause);
}

Result<std::uint32_t> Outbox::unshelve(const Uuid& submission) {
    totals_.forget();
    DOORSTEP_CHECK(store_.database->run(
        "UPDATE items SET state=1,since_ms=?1,next_try_ms=0,tries=0 WHERE state=5 AND (?2=1 OR submission=?3)",
        {clock_.now().milliseconds, std::int64_t{submission.is_nil() ? 1 : 0}, id_cell(submission)}));
    return static_cast<std::uint32_t>(store_.database->changes());
}

Result<std::optional<std::int64_t>> Outbox::next_due_ms() {
    DOORSTEP_TRY(const Rows turn,
                 store_.database->query("SELECT 1 FROM items WHERE state=1 AND next_try_ms=0 LIMIT 1"));
    if (!turn.empty()) {
        return std::optional<std::int64_t>{0};
    }
    DOORSTEP_TRY(const Rows rows,
                 store_.database->query("SELECT min(next_try_ms) FROM items WHERE state=1 AND next_try_ms>0"));
    return rows[0].is_null(0) ? std::optional<std::int64_t>{} : std::optional<std::int64_t>{rows[0].number(0)};
}

Result<std::uint32_t> Outbox::count_overdue() {
    // A sealed item has been so since it was sealed, whatever was tried meanwhile.
    const auto now = clock_.now().milliseconds;
    DOORSTEP_TRY(const Rows rows,
                 store_.database->query(
                     "SELECT (SELECT count(*) FROM (SELECT 1 FROM items WHERE state=1 AND sealed_ms<?1 LIMIT ?4))+"
                     "(SELECT count(*) FROM (SELECT 1 FROM items WHERE state=4 AND since_ms<?2 LIMIT ?4))+"
                     "(SELECT count(*) FROM (SELECT 1 FROM items WHERE state=5 AND since_ms<?3 LIMIT ?4))",
                     {now - stay_of(wire::Item::SEALED).longest_ms, now - stay_of(wire::Item::REFUSED).longest_ms,
                      now - stay_of(wire::Item::SHELVED).longest_ms, most_overdue}));
    return static_cast<std::uint32_t>(rows[0].number(0));
}

Result<Counts> Outbox::counts() {
    DOORSTEP_TRY(const auto totals, totals_.now());
    DOORSTEP_TRY(const auto due, next_due_ms());
    DOORSTEP_TRY(const Rows oldest, store_.database->query("SELECT min(sealed_ms) FROM items WHERE state=1"));
    Counts counts;
    counts.sending = sending_ ? 1 : 0;
    counts.sealed = totals.in(wire::Item::SEALED)-counts.sending;
    counts.acknowledged = totals.in(wire::Item::ACKNOWLEDGED);
    counts.refused = totals.in(wire::Item::REFUSED);
    counts.shelved = totals.in(wire::Item::SHELVED);
    counts.pruned = totals.in(wire::Item::PRUNED);
    DOORSTEP_TRY(counts.overdue, count_overdue());
    counts.oldest_unsent_ms = oldest[0].number(0);
    counts.next_try_ms = due && *due > clock_.now().milliseconds ? *due : 0;
    return counts;
}

Result<std::vector<wire::Item>> Outbox::list(const std::optional<std::set<std::string>>& case_numbers) {
    // One person's: more than a screen ever shows. The station's: two weeks of a busy one, which the desk draws. The
    // counts tell the rest.
    const std::size_t most_listed = case_numbers ? 200 : 2000;
    // A complaint stands in no list (sealed past the clerk); the counts have it.
    DOORSTEP_TRY(const Rows rows,
                 store_.database->query(std::string("SELECT ") + item_columns +
                                            " FROM items WHERE kind<>?1 ORDER BY sequence DESC LIMIT 10000",
                                        {static_cast<std::int64_t>(wire::COMPLAINT)}));
    std::vector<wire::Item> items;
    for (const auto& row : rows) {
        if (items.size() == most_listed || (case_numbers && !case_numbers->contains(row.text(7)))) {
            continue;
        }
        items.push_back(item_from(row));
    }
    return items;
}

wire::Item Outbox::item_from(const Row& row) const {
    wire::Item item;
    const Bytes id = row.bytes(0);
    const bool sending = sending_ && to_bytes(sending_->bytes()) == id;
    const auto state = sending ? wire::Item::SENDING : static_cast<ItemState>(row.number(2));
    item.set_submission(std::string(as_text(id)));
    item.set_kind(static_cast<wire::SubmissionKind>(row.number(1)));
    item.set_state(state);
    item.set_since_ms(sending ? sending_since_ms_ : row.number(3));
    item.set_next_try_ms(sending ? 0 : row.number(4));
    item.set_tries(static_cast<std::uint32_t>(row.number(5)));
    item.set_township_ms(row.number(6));
    item.set_case_number(row.text(7));
    item.set_bytes_total(static_cast<std::uint64_t>(row.number(8)));
    const bool arrived = state == wire::Item::ACKNOWLEDGED || state == wire::Item::PRUNED;
    item.set_bytes_sent(arrived ? item.bytes_total() : sending ? bytes_sent_ : 0);
    auto fault = fault_of(state, static_cast<int>(row.number(9)));
    if (fault.code() != wire::FAULT_NONE) {
        *item.mutable_fault() = std::move(fault);
    }
    const auto since = state == wire::Item::SEALED ? row.number(10) : item.since_ms();
    item.set_overdue_ms(overdue_since(state, since, clock_.now().milliseconds));
    return item;
}

Result<wire::SealedList> Outbox::list_sealed(bool shelved_only, std::uint64_t after) {
    constexpr std::int64_t most_listed = 1000;
    DOORSTEP_TRY(const Rows rows,
                 store_.database->query(
                     std::string("SELECT ") + item_columns +
                         ",length(envelope),sequence FROM items WHERE envelope IS NOT NULL AND "
                         "sequence>?3 AND (state=5 OR (?1=0 AND state IN (1,4))) ORDER BY sequence "
                         "LIMIT ?2",
                     {std::int64_t{shelved_only ? 1 : 0}, most_listed + 1, static_cast<std::int64_t>(after)}));
    wire::SealedList list;
    for (const auto& row : rows) {
        if (list.items_size() == most_listed) {
            list.set_more(true);
            break;
        }
        auto& sealed = *list.add_items();
        *sealed.mutable_item() = item_from(row);
        sealed.set_envelope_size(static_cast<std::uint64_t>(row.number(11)));
        sealed.set_sequence(static_cast<std::uint64_t>(row.number(12)));
        DOORSTEP_TRY(
            const Rows parts,
            store_.database->query("SELECT size FROM item_parts WHERE submission=?1 ORDER BY place", {row.bytes(0)}));
        for (const auto& part : parts) {
            sealed.add_part_sizes(static_cast<std::uint64_t>(part.number(0)));
        }
    }
    return list;
}

Result<std::string> Outbox::read_sealed(const Uuid& submission, std::uint32_t piece, std::uint64_t offset,
                                        std::size_t size) {
    if (piece > 0) {
        return read_piece(submission, piece - 1, offset, size);
    }
    DOORSTEP_TRY(const Rows rows, store_.database->query("SELECT envelope FROM items WHERE submission=?1 AND envelope "
                                                         "IS NOT NULL",
                                                         {id_cell(submission)}));
    if (rows.empty()) {
        return OutboxError::Unknown;
    }
    const Bytes envelope = rows[0].bytes(0);
    if (offset > envelope.size() || size > envelope.size() - offset) {
        return StoreError::Missing;
    }
    return std::string(as_text(BytesView(envelope).subspan(offset, size)));
}

Result<Digest> Outbox::envelope_digest(const Uuid& submission) {
    DOORSTEP_TRY(const Rows rows, store_.database->query("SELECT envelope_digest FROM items WHERE submission=?1",
                                                         {id_cell(submission)}));
    return rows.empty() ? Result<Digest>(OutboxError::Unknown) : digest_from(rows[0].bytes(0));
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
    totals_.moved(wire::Item::ACKNOWLEDGED, wire::Item::PRUNED, 0);  // neither waits
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

}  // namespace agent
}  // namespace doorstep
