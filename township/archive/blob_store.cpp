#include "township/archive/blob_store.hpp"

#include "base/files.hpp"
#include "protocol/envelope/envelope.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

constexpr std::size_t largest_file = protocol::largest_part + 1024;  // nonce and tag beside the content

}  // namespace

Result<BlobStore> BlobStore::open(const std::filesystem::path& folder, const ColumnCipher& cipher) {
    DOORSTEP_CHECK(make_folder(folder, 0700));
    // Subfolders that were made just before a kill may not be durable yet; put() trusts those that it finds.
    DOORSTEP_CHECK(sync_folder(folder));
    return BlobStore(folder, cipher);
}

// Two digits a folder, so that no folder grows beyond what tools list well.
std::filesystem::path BlobStore::path_of(const Digest& digest) const {
    const auto name = to_hex(digest);
    return folder_ / name.substr(0, 2) / name;
}

Status BlobStore::put(const Digest& digest, BytesView content) {
    const auto path = path_of(digest);
    std::error_code error;
    if (std::filesystem::exists(path, error)) {
        // A damaged file is written again rather than trusted.
        if (const auto held = get(digest)) {
            // Whoever wrote it may have been killed before its name was durable.
            return sync_folder(path.parent_path());
        }
    }
    if (!std::filesystem::exists(path.parent_path(), error)) {
        DOORSTEP_CHECK(make_folder(path.parent_path(), 0700));
        DOORSTEP_CHECK(sync_folder(folder_));
    }
    return write_file_durably(path, cipher_->seal(to_hex(digest), content), 0600);
}

bool BlobStore::has(const Digest& digest) const {
    std::error_code error;
    return std::filesystem::exists(path_of(digest), error);
}

Result<WipedBytes> BlobStore::get(const Digest& digest) const {
    DOORSTEP_TRY(const Bytes sealed, read_file(path_of(digest), largest_file));
    DOORSTEP_TRY(WipedBytes content, cipher_->open(to_hex(digest), sealed));
    if (sha256(content) != digest) {
        return Error(TownshipError::BadBlob, to_hex(digest));
    }
    return content;
}

}  // namespace doorstep::township
