// The township's end of the feed: batches for the county, kept until its signed standing says that they are there.
// Thread-bound with the archive; a gateway may run beside it. Of two feeds of one purpose at the same time one makes
// the next batch; the other waits for it, or fails at its number with Constraint and is run again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "township/archive/audit.hpp"
#include "township/feed/batch.hpp"
#include "township/feed/changes.hpp"
#include "township/feed/partners.hpp"
#include "township/feed/standing.hpp"

namespace doorstep::township {

// Bounds of one batch: a commit stays short, so that a gateway beside it hardly waits.
constexpr std::size_t most_changes_a_batch = 500;
constexpr std::size_t enough_content = 2U << 20U;  // no further change is added behind it

struct FeedWish {
    Purpose purpose;
    bool anew = false;  // a new generation: everything again, from number 1
    bool always =
        false;  // a batch even when nothing is new: the county gets the audit head and sees that nothing lacks
};

struct MadeBatch {
    std::int64_t generation = 0;
    std::int64_t number = 0;
    std::int64_t items = 0;
    Digest digest{};
    std::string township;
    std::string purpose;
    // "<township>_<purpose>_<generation>_<number>.feed"
    std::string file_name() const;
};

struct FeedReport {
    std::int64_t generation = 0;
    std::int64_t taken = 0;          // the last number that the county has
    std::int64_t new_items = 0;      // told in this run
    std::vector<MadeBatch> waiting;  // all that the county does not have yet, in order
};

// Believes the standing (when one is given), makes the batches of what is new, each in a commit of its own with its
// rows in the audit chain, and answers all that wait. NoPartner, Behind, BadStanding, database errors.
Result<FeedReport> feed(Archive& archive, const FeedWish& wish, const std::optional<std::string>& standing,
                        const Actor& actor);

// A waiting batch as it travels; Behind when the county has it by now.
Result<Bytes> batch_file(Archive& archive, const MadeBatch& made);

// One row a purpose: how far it is.
struct FeedState {
    std::string purpose;
    std::string county;
    std::int64_t generation = 0;
    std::int64_t made = 0;   // last number
    std::int64_t taken = 0;  // last number that the county has
    std::int64_t made_ms = 0;
    std::int64_t taken_ms = 0;
};
Result<std::vector<FeedState>> feed_states(Archive& archive);

}  // namespace doorstep::township
