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
#include "township/archive/store_settings.hpp"

namespace doorstep::township {

class Archive {
  public:
    // `folder` is the township's state folder, made by make_keys() (keys/), else NotInitialised. Errors of
    // open_store().
    static Result<std::unique_ptr<Archive>> open(const std::filesystem::path& folder,
                                                 const Clock& clock = system_clock(), const StoreSettings& store = {});
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    Database& database() { return *database_; }
    BlobStore& blobs() { return blobs_; }
    const ColumnCipher& cipher() const { return *cipher_; }
    const TownshipKeys& keys() const { return keys_; }
    // This process's own: keys/, incoming/, audit heads.
    const std::filesystem::path& folder() const { return folder_; }
    // What all gateways see: pages/, refused/.
    const std::filesystem::path& files() const { return store_.files; }
    const StoreSettings& store() const { return store_; }
    // UTC milliseconds.
    std::int64_t now() const { return clock_->now().milliseconds; }
    // To be called now and then by who keeps it open for long: the months to come get their place (PostgreSQL).
    Status look_ahead();

  private:
    Archive(std::filesystem::path folder, const Clock& clock, StoreSettings store, TownshipKeys keys,
            std::unique_ptr<ColumnCipher> cipher, std::unique_ptr<Database> database, BlobStore blobs);

    std::filesystem::path folder_;
    const Clock* clock_;
    StoreSettings store_;
    TownshipKeys keys_;
    std::unique_ptr<ColumnCipher> cipher_;
    std::unique_ptr<Database> database_;
    BlobStore blobs_;
};

}  // namespace doorstep::township
