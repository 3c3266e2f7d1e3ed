#include "township/archive/archive.hpp"

#include "township/archive/schema_text.hpp"

namespace doorstep::township {

Archive::Archive(std::filesystem::path folder, const Clock& clock, TownshipKeys keys,
                 std::unique_ptr<ColumnCipher> cipher, std::unique_ptr<Database> database, BlobStore blobs)
    : folder_(std::move(folder)),
      clock_(&clock),
      keys_(std::move(keys)),
      cipher_(std::move(cipher)),
      database_(std::move(database)),
      blobs_(std::move(blobs)) {}

Result<std::unique_ptr<Archive>> Archive::open(const std::filesystem::path& folder, const Clock& clock) {
    DOORSTEP_TRY(auto keys, load_keys(folder / "keys"));
    auto cipher = std::make_unique<ColumnCipher>(keys.archive, keys.lookup);
    DOORSTEP_TRY(auto database, Database::open(folder / "archive.db", schema_text));
    DOORSTEP_TRY(auto blobs, BlobStore::open(folder / "pages", *cipher));
    return std::unique_ptr<Archive>(
        new Archive(folder, clock, std::move(keys), std::move(cipher), std::move(database), std::move(blobs)));
}

std::int64_t Archive::outside_changes() {
    const auto rows = database_->query("PRAGMA data_version");
    return rows && !rows->empty() ? (*rows)[0].number(0) : 0;
}

}  // namespace doorstep::township
