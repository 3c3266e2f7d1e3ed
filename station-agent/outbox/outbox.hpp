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
#include "station-agent/store/store.hpp"

namespace doorstep::agent {

enum class OutboxError {
    Full = 1,  // tell the person FAULT_OUTBOX_FULL; nothing was taken
    Unknown,   // no such item
};

using ItemState = wire::Item::State;

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

struct OutboxBounds {
    std::int64_t most_waiting = 5000;                      // items; over it nothing more is taken
    std::int64_t most_waiting_bytes = 8LL << 30;           // sealed bytes that wait
    std::uint32_t most_tries = 20;                         // then the item lies on the shelf until a technician looks
    std::int64_t keep_acknowledged_ms = 7LL * 86'400'000;  // then its sealed content is dropped
};

struct Counts {
    std::uint32_t sealed = 0;
    std::uint32_t sending = 0;
    std::uint32_t acknowledged = 0;
    std::uint32_t refused = 0;
    std::uint32_t shelved = 0;
    std::uint32_t pruned = 0;
    std::int64_t oldest_unsent_ms = 0;  // 0: none
};

class Outbox {
  public:
    Outbox(Store& store, const Clock& clock, OutboxBounds bounds = {});

    // Full when another item would pass a bound.
    Status check_room();
    // The receipt when this submission was handed in before.
    Result<std::optional<Receipt>> receipt(const Uuid& submission);
    // Sequence number for the next item; insert() takes it up for good.
    Result<std::uint64_t> next_sequence();
    // Head of the audit chain; empty before the first item.
    Result<Bytes> audit_head();
    // Writes the large parts, durably; before the transaction with insert().
    Status write_files(const protocol::SealedSubmission& sealed);
    // The item, its small parts and its audit row. Within the caller's transaction, which makes it durable.
    Status insert(const NewItem& item);

    // The sealed item that is due and has the lowest sequence, now "sending"; nothing when none is due. At most one is
    // sending.
    struct Taken {
        Uuid submission;
        Bytes envelope;
        Digest envelope_digest{};
        std::vector<StoredPart> parts;
    };
    Result<std::optional<Taken>> take();
    // Bytes of a part of the item that is sending.
    Result<std::string> read_piece(const Uuid& submission, std::size_t place, std::uint64_t offset, std::size_t size);
    // How much the township has of it; RAM only.
    void note_sent(std::uint64_t bytes) { bytes_sent_ = bytes; }
    Status acknowledge(const Uuid& submission, std::int64_t township_ms, BytesView signature);
    // Final; a person must look (SECURITY 28).
    Status refuse(const Uuid& submission, wire::RefusalCode code);
    // Sealed again, not before `delay_ms` (doubled with each try, at most × 128); after too many tries it goes to the
    // shelf. `counts` false: the line broke, which is no try of the item's.
    Status retry_later(const Uuid& submission, std::int64_t delay_ms, int reason, bool counts);
    // Its bytes here are damaged: to the shelf at once.
    Status shelve(const Uuid& submission, int reason);
    // All shelved items are sealed again, due now.
    Status unshelve();
    // When the next sealed item is due (0: now or none), for the uplink's timer; nothing when none waits.
    Result<std::optional<std::int64_t>> next_due_ms();

    Result<Counts> counts();
    // Newest first, at most 200. With case numbers given, only theirs.
    Result<std::vector<wire::Item>> list(const std::optional<std::set<std::string>>& case_numbers);
    // Drops the sealed content of what was acknowledged long ago.
    Status prune();

  private:
    Status set_state(const Uuid& submission, ItemState state, std::int64_t next_try_ms, int reason);
    Status append_audit(const Digest& subject, std::int64_t at_ms);
    Status drop_content(const Bytes& submission);

    Store& store_;
    const Clock& clock_;
    OutboxBounds bounds_;
    std::optional<Uuid> sending_;
    std::uint64_t bytes_sent_ = 0;
};

}  // namespace doorstep::agent

template <>
struct doorstep::ErrorNames<doorstep::agent::OutboxError> {
    static constexpr std::string_view module = "outbox";
    static std::string_view name(agent::OutboxError e) { return e == agent::OutboxError::Full ? "Full" : "Unknown"; }
};
