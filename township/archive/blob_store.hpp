// Pages and other parts as files named by the SHA-256 of their plain content, encrypted under the archive key. Equal
// content is one file: pages are joined here and nowhere else (SECURITY 3). Thread-bound.
#pragma once

#include <filesystem>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/wiped_bytes.hpp"
#include "township/archive/column_cipher.hpp"

namespace doorstep::township {

class BlobStore {
  public:
    // Makes the folder when missing; `cipher` must outlive the store.
    static Result<BlobStore> open(const std::filesystem::path& folder, const ColumnCipher& cipher);
    // Durable when it returns (written, fsynced, renamed, folder fsynced). Again: no effect.
    Status put(const Digest& digest, BytesView content);
    // The content; BadBlob when it does not open or is not what its name says, file errors when it is missing.
    Result<WipedBytes> get(const Digest& digest) const;
    // True when a file has that name; whether it is whole get() tells.
    bool has(const Digest& digest) const;

  private:
    BlobStore(std::filesystem::path folder, const ColumnCipher& cipher)
        : folder_(std::move(folder)), cipher_(&cipher) {}
    std::filesystem::path path_of(const Digest& digest) const;

    std::filesystem::path folder_;
    const ColumnCipher* cipher_;
};

}  // namespace doorstep::township
