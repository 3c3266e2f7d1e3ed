// Where the content of parts lies: what is small in a row, durable with the commit of its submission; what is large in
// a file (blob_store.hpp), because pages of megabytes would be slow to keep and to copy in a database. Both sealed,
// both named by the SHA-256 of the plain content; equal content is kept once. Thread-bound with the archive.
#pragma once

#include "base/digest.hpp"
#include "protocol/envelope/envelope.hpp"
#include "township/archive/archive.hpp"

namespace doorstep::township {

// Answers, card, consents and an outcome; a scanned page is larger. A file costs three waits for the disk, a row none
// of its own.
constexpr std::size_t largest_small_part = 16U << 10U;

// Files first: durable when it returns. Before the transaction that names them.
Status put_large_parts(Archive& archive, const protocol::Opened& opened);
// Joins the caller's transaction.
Status put_small_parts(Archive& archive, const protocol::Opened& opened);
// The content from wherever it lies; BadBlob when it does not open or is not what its name says, file errors when it is
// missing.
Result<WipedBytes> part_content(Archive& archive, const Digest& digest);
// True when such content lies here, by whichever submission; a kill may have left a file that no row names.
bool part_is_held(Archive& archive, const Digest& digest);

}  // namespace doorstep::township
