#include "township/archive/part_store.hpp"

#include "base/encoding.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

bool is_small(const protocol::OpenedPart& part) {
    return part.content.size() <= largest_small_part;
}

// Nothing when no row has that name.
Result<std::optional<WipedBytes>> small_content(Archive& archive, const Digest& digest) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT content FROM small_parts WHERE digest = ?1", {to_bytes(digest)}));
    if (rows.empty()) {
        return std::optional<WipedBytes>{};
    }
    DOORSTEP_TRY(WipedBytes content, archive.cipher().open(to_hex(digest), rows[0].bytes(0)));
    if (sha256(content) != digest) {
        return Error(TownshipError::BadBlob, to_hex(digest));
    }
    return std::optional<WipedBytes>(std::move(content));
}

}  // namespace

Status put_large_parts(Archive& archive, const protocol::Opened& opened) {
    for (const auto& part : opened.parts) {
        if (!is_small(part)) {
            DOORSTEP_CHECK(archive.blobs().put(part.plain_digest, part.content));
        }
    }
    return {};
}

Status put_small_parts(Archive& archive, const protocol::Opened& opened) {
    for (const auto& part : opened.parts) {
        if (!is_small(part)) {
            continue;
        }
        const auto held = small_content(archive, part.plain_digest);
        if (held && *held) {
            continue;
        }
        // A damaged one is written again rather than trusted.
        DOORSTEP_CHECK(archive.database().run(
            "INSERT INTO small_parts (digest, content) VALUES (?1, ?2) ON CONFLICT (digest) DO UPDATE SET content = "
            "excluded.content",
            {to_bytes(part.plain_digest), archive.cipher().seal(to_hex(part.plain_digest), part.content)}));
    }
    return {};
}

Result<WipedBytes> part_content(Archive& archive, const Digest& digest) {
    DOORSTEP_TRY(auto small, small_content(archive, digest));
    return small ? Result<WipedBytes>(std::move(*small)) : archive.blobs().get(digest);
}

bool part_is_held(Archive& archive, const Digest& digest) {
    const auto rows = archive.database().query("SELECT 1 FROM small_parts WHERE digest = ?1", {to_bytes(digest)});
    return (rows && !rows->empty()) || archive.blobs().has(digest);
}

}  // namespace doorstep::township
