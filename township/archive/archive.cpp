#include "township/archive/archive.hpp"

#include "township/archive/open_store.hpp"
#include "township/postgres/months.hpp"

namespace doorstep::township {

Archive::Archive(std::filesystem::path folder, const Clock& clock, StoreSettings store, TownshipKeys keys,
                 std::unique_ptr<ColumnCipher> cipher, std::unique_ptr<Database> database, BlobStore blobs)
    : folder_(std::move(folder)),
      clock_(&clock),
      store_(std::move(store)),
      keys_(std::move(keys)),
      cipher_(std::move(cipher)),
      database_(std::move(database)),
      blobs_(std::move(blobs)) {}

Result<std::unique_ptr<Archive>> Archive::open(const std::filesystem::path& folder, const Clock& clock,
                                               const StoreSettings& settings) {
    auto store = settings;
    store.files = store.files.empty() ? folder : store.files;
    DOORSTEP_TRY(auto keys, load_keys(folder / "keys"));
    auto cipher = std::make_unique<ColumnCipher>(keys.archive, keys.lookup);
    DOORSTEP_TRY(auto database, open_store(folder, store, keys, clock.now()));
    DOORSTEP_TRY(auto blobs, BlobStore::open(store.files / "pages", *cipher));
    return std::unique_ptr<Archive>(new Archive(folder, clock, std::move(store), std::move(keys), std::move(cipher),
                                                std::move(database), std::move(blobs)));
}

Status Archive::look_ahead() {
    return store_.on_server() ? make_months(*database_, clock_->now()) : Status{};
}

}  // namespace doorstep::township
