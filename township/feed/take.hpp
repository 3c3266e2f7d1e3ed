// The county's end of the feed: a batch is checked, opened and kept in one commit, or left as it is with the reason.
// Thread-bound with the archive.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "township/archive/audit.hpp"
#include "township/feed/batch.hpp"
#include "township/feed/partners.hpp"
#include "township/feed/standing.hpp"

namespace doorstep::township {

struct TakenBatch {
    enum class Result {
        Taken,    // durable now
        Held,     // was taken before, the same bytes under the same number
        Left,     // not yet: one before it is missing, or the file is not whole; bring it again
        Refused,  // never: altered, foreign, forked; a task for a person (SECURITY 28)
    };
    Result result = Result::Left;
    std::string why;  // empty when taken or held
    // As the header says, believed or not; empty and 0 when there is none.
    std::string township;
    std::string purpose;
    std::int64_t generation = 0;
    std::int64_t number = 0;
    std::int64_t items = 0;
    std::int64_t known = 0;  // of them: told before, in an older generation
};

// Takes one batch, as it lay in a file. Never fails as a whole but for errors of the database.
Result<TakenBatch> take_batch(Archive& archive, const FeedKeys& keys, BytesView file, const Actor& actor);
// Takes many in the order of their numbers, in whatever order they come. Each is read twice, so that one at a time is
// in RAM.
using ReadBatch = std::function<Result<Bytes>()>;
Result<std::vector<TakenBatch>> take_batches(Archive& archive, const FeedKeys& keys,
                                             const std::vector<ReadBatch>& files, const Actor& actor);

// Where this county stands with a township's purpose, signed; empty when it has nothing of it.
Result<std::string> standing_text(Archive& archive, const FeedKeys& keys, std::string_view township,
                                  std::string_view purpose);

// One row a township and purpose.
struct FedState {
    std::string township;
    std::string purpose;
    std::int64_t generation = 0;
    std::int64_t number = 0;
    std::int64_t items = 0;  // in all generations, each change once
    std::int64_t taken_ms = 0;
};
Result<std::vector<FedState>> fed_states(Archive& archive);

// The lines of a township's purpose, each change as it was told last, in the order in which it was told. PurposeNeeded
// unless the actor gives one; the look stands in the audit chain.
Result<std::vector<WipedString>> fed_lines(Archive& archive, std::string_view township, std::string_view purpose,
                                           const Actor& actor);

}  // namespace doorstep::township
