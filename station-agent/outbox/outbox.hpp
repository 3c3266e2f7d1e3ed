// The sealed outbox: what was handed in and has not been pruned. Every item is in exactly one state (DESIGN rule 11).
// Thread-bound. Durable when a call returns, unless said otherwise.
//
//   sealed ──take()──► sending ──acknowledge()──► acknowledged ──prune()──► pruned
//     ▲                  │ ├──────refuse()──────► refused
//     └──retry_later()───┘ └──(too many tries)──► shelved ──unshelve()──► sealed
//
// "sending" lives in RAM: after a restart such an item is sealed again.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope/envelope.hpp"
#include "protocol/messages/agent.pb.h"
#include "protocol/messages/uplink.pb.h"
#include "station-agent/outbox/item_states.hpp"
#include "station-agent/outbox/outbox_totals.hpp"
#include "station-agent/store/store.hpp"

namespace doorstep::agent {

enum class OutboxError {
    Full = 1,     // tell the person FAULT_OUTBOX_FULL; nothing was taken
    ReserveOnly,  // the same, but a hand-in without pictures would be taken
    Unknown,      // no such item
};

// What the person gets in hand, again and again the same.
struct Receipt {
    Uuid submission;
    std::string case_number;
    std::int64_t sealed_ms = 0;
    std::string qr_text;
};

// A hand-in on its way into the outbox.
struct NewItem {
    Receipt receipt;
    std::uint64_t sequence = 0;
    wire::SubmissionKind kind = wire::SUBMISSION_UNKNOWN;
    std::string scheme;
    const protocol::SealedSubmission* sealed = nullptr;  // borrowed for the call
};

struct StoredPart {
    Digest digest{};
    std::uint64_t size = 0;
    bool in_file = false;
};

// What waits and how much more may. At the soft mark the clerk is warned; at the hard mark a reserve still takes what
// has no pictures; when that is used up, or the disk is down to its floor, nothing is taken and the person is told
// before they start. Nothing that was taken is ever dropped.
struct OutboxBounds {
    std::int64_t most_waiting = 5000;                      // items: the hard mark
    std::int64_t most_waiting_bytes = 8LL << 30;           // sealed bytes that wait: the hard mark
    int soft_percent = 80;                                 // of either hard mark: the soft mark
    std::int64_t reserve_items = 1000;                     // beyond the hard mark, light ones only
    std::int64_t reserve_bytes = 256LL << 20;              // beyond the hard mark, and free space kept for light ones
    std::int64_t soft_free_bytes = 2LL << 30;              // free space below which the clerk is warned
    std::int64_t floor_free_bytes = 32LL << 20;            // free space that the database needs to go on
    std::uint32_t most_tries = 20;                         // then the item lies on the shelf until a technician looks
    std::int64_t longest_wait_ms = 3'600'000;              // cap of the doubled waits between tries
    std::int64_t keep_acknowledged_ms = 7LL * 86'400'000;  // then its sealed content is dropped
};

// Sealed bytes up to which a hand-in counts as light: it overtakes scans on the line and may use the reserve. Answers,
// card and consents fit with room; a scanned page never does.
constexpr std::int64_t largest_light = 64 << 10;
// Light items taken in a row while a heavy one waits; then the heavy one has its turn, so that none starves.
constexpr int most_lights_in_a_row = 8;

// Whoever has so many overdue looks at the line, not at the number.
constexpr std::int64_t most_overdue = 1000;

struct Counts {
    std::uint32_t sealed = 0;
    std::uint32_t sending = 0;
    std::uint32_t acknowledged = 0;
    std::uint32_t refused = 0;
    std::uint32_t shelved = 0;
    std::uint32_t pruned = 0;
    std::uint32_t overdue = 0;          // longer in their state than they should be; of each state up to most_overdue
    std::int64_t oldest_unsent_ms = 0;  // 0: none
    std::int64_t next_try_ms = 0;       // of what is sealed: the soonest; 0: now or none
};

class Outbox {
  public:
    Outbox(Store& store, const Clock& clock, OutboxBounds bounds = {});

    // How much more can be taken.
    Result<wire::Room> room();
    // Full or ReserveOnly when a hand-in of that many bytes is not taken now.
    Status check_room(std::int64_t bytes);
    // The receipt when this submission was handed in before.
    Result<std::optional<Receipt>> receipt(const Uuid& submission);
    // The newest application handed in here under that case number; none: it was handed in elsewhere.
    Result<std::optional<Uuid>> newest_application(const std::string& case_number);
    // The complaint of that number, by which alone it is found: none when there is no such, also for another kind's.
    Result<std::optional<wire::Item>> complaint(const std::string& number);
    // Sequence number for the next item; insert() takes it up for good.
    Result<std::uint64_t> next_sequence();
    // Head of the audit chain; empty before the first item.
    Result<Bytes> audit_head();
    // Writes the large parts, durably; before the transaction with insert().
    Status write_files(const protocol::SealedSubmission& sealed);
    // The item, its small parts and its audit row. Within the caller's transaction, which makes it durable.
    Status insert(const NewItem& item);

    // The sealed item that is due, now "sending"; nothing when none is due. Light ones first, each kind in the order of
    // its sequence; a heavy one after most_lights_in_a_row. At most one is sending.
    struct Taken {
        Uuid submission;
        Bytes envelope;
        Digest envelope_digest{};
        std::vector<StoredPart> parts;
        bool light = false;
    };
    Result<std::optional<Taken>> take();
    // A light item that is due while another is sending: it takes the other's place, the other is sealed again without
    // having had a try. Nothing, and no change, when none is due.
    Result<std::optional<Taken>> take_light();
    // Bytes of a part of the item that is sending.
    Result<std::string> read_piece(const Uuid& submission, std::size_t place, std::uint64_t offset, std::size_t size);
    // How much the township has of it; RAM only.
    void note_sent(std::uint64_t bytes) { bytes_sent_ = bytes; }
    Status acknowledge(const Uuid& submission, std::int64_t township_ms, BytesView signature);
    // The township's word, checked by the caller, that it holds this station's chain as far as that row. False when the
    // row here has another head: the chain of this disk is not the one that was sent from it. Older words change
    // nothing.
    Result<bool> keep_countersignature(std::uint64_t sequence, BytesView head, BytesView signature);
    // Final; a person must look (SECURITY 28).
    Status refuse(const Uuid& submission, wire::RefusalCode code);
    // Sealed again, not before `delay_ms` (doubled with each try up to the longest wait, ± 20 %); after too many tries
    // it goes to the shelf. `cause` as cause_of(). `counts` false: the line broke, which is no try of the item's.
    Status retry_later(const Uuid& submission, std::int64_t delay_ms, int cause, bool counts);
    // Its bytes here are damaged: to the shelf at once.
    Status shelve(const Uuid& submission, int cause);
    // Shelved items are sealed again, due now: that one, or all when nil. How many there were.
    Result<std::uint32_t> unshelve(const Uuid& submission = {});
    // When the next sealed item is due (0: now or none), for the uplink's timer; nothing when none waits.
    Result<std::optional<std::int64_t>> next_due_ms();

    Result<Counts> counts();
    // Newest first, at most 200. With case numbers given, only theirs.
    Result<std::vector<wire::Item>> list(const std::optional<std::set<std::string>>& case_numbers);
    // What is not with the township yet (sealed, sending, shelved, refused), or only the shelf; those behind
    // that sequence, oldest first, at most 1000. For technicians.
    Result<wire::SealedList> list_sealed(bool shelved_only, std::uint64_t after = 0);
    // Bytes as sealed of an item whose content is still here: piece 0 is the envelope, n the n-th part. Unknown when
    // there is no such item or piece.
    Result<std::string> read_sealed(const Uuid& submission, std::uint32_t piece, std::uint64_t offset,
                                    std::size_t size);
    // What an acknowledgement of it must name; Unknown when there is no such item.
    Result<Digest> envelope_digest(const Uuid& submission);
    // Drops the sealed content of what was acknowledged long ago.
    Status prune();

  private:
    // Those whose time to be tried again has come have their turn from now on.
    Status let_due_in();
    // The first in turn of the light or of the heavy ones, without that one; no row when there is none.
    Result<Rows> first_in_turn(bool light, const std::optional<Uuid>& without = {});
    Result<std::optional<Taken>> take_one(const Row& row);
    Result<std::uint32_t> count_overdue();
    wire::Item item_from(const Row& row) const;
    Status set_state(const Uuid& submission, ItemState state, std::int64_t next_try_ms, int cause);
    Status append_audit(const Digest& subject, std::int64_t at_ms);
    Status drop_content(const Bytes& submission);

    Store& store_;
    const Clock& clock_;
    OutboxBounds bounds_;
    OutboxTotals totals_{store_};
    std::optional<Uuid> sending_;
    std::int64_t sending_since_ms_ = 0;
    std::uint64_t bytes_sent_ = 0;
    int lights_in_a_row_ = 0;
};

}  // namespace doorstep::agent

template <>
struct doorstep::ErrorNames<doorstep::agent::OutboxError> {
    static constexpr std::string_view module = "outbox";
    static std::string_view name(agent::OutboxError e);
};
