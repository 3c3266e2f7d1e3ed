// The archive's database, whichever it is, with its schema in place.
#pragma once

#include <filesystem>
#include <memory>

#include "base/clock.hpp"
#include "base/database.hpp"
#include "township/archive/keys.hpp"
#include "township/archive/store_settings.hpp"

namespace doorstep::township {

// SQLite: `folder`/archive.db, made when it is missing. PostgreSQL: the schema is made in an empty database, or brought
// up to this program's; BadKeyFile when the archive there was begun under other keys. NewerArchive, database errors.
Result<std::unique_ptr<Database>> open_store(const std::filesystem::path& folder, const StoreSettings& settings,
                                             const TownshipKeys& keys, Instant now);

// Says which keys open an archive or a backup, and nothing about them.
Digest fingerprint_of(const TownshipKeys& keys);

}  // namespace doorstep::township
