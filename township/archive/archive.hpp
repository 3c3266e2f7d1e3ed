// What the township holds: database, files and the keys they need, opened together. The other headers of this folder
// are functions over it, one file a table group. Thread-bound; a second thread or process opens its own.
#pragma once

#include <filesystem>
#include <memory>

#include "base/clock.hpp"
#include "base/database.hpp"
#include "base/error.hpp"
#include "township/archive/blob_store.hpp"
#include "township/archive/column_cipher.hpp"
#include "township/archive/keys.hpp"

namespace doorstep::township {

class Archive {
  public:
    // `folder` is the township's state folder, made by make_keys() (keys/), else NotInitialised. Database errors.
    static Result<std::unique_ptr<Archive>> open(const std::filesystem::path& folder,
                                                 const Clock& clock = system_clock());
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    Database& database() { return *database_; }
    BlobStore& blobs() { return blobs_; }
    const ColumnCipher& cipher() const { return *cipher_; }
    const TownshipKeys& keys() const { return keys_; }
    const std::filesystem::path& folder() const { return folder_; }
    // UTC milliseconds.
    std::int64_t now() const { return clock_->now().milliseconds; }
    // Changes whenever another connection (a command line beside the gateway) committed something.
    std::int64_t outside_changes();

  private:
    Archive(std::filesystem::path folder, const Clock& clock, TownshipKeys keys, std::unique_ptr<ColumnCipher> cipher,
            std::unique_ptr<Database> database, BlobStore blobs);

    std::filesystem::path folder_;
    const Clock* clock_;
    TownshipKeys keys_;
    std::unique_ptr<ColumnCipher> cipher_;
    std::unique_ptr<Database> database_;
    BlobStore blobs_;
};

}  // namespace doorstep::township
