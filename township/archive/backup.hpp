// Backups beside a running gateway, and the way back. In the folder: `archive-<n>.db` (a consistent copy), `pages/` and
// `refused/` as they lie in the archive, sealed as there, `audit.head`, and `manifest`, written last. Run again into
// the same folder only what is new is copied. Without the keys, which lie elsewhere, no page, name or number can be
// read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "township/archive/archive.hpp"
#include "township/archive/manifest.hpp"

namespace doorstep::township {

struct BackupReport {
    std::int64_t made_ms = 0;
    std::uint64_t files = 0;
    std::uint64_t copied = 0;
    std::uint64_t copied_bytes = 0;
    std::vector<std::string> damaged;  // pages of the archive that are not what they should be: not copied, an earlier
                                       // good copy stays
};

// Durable when it returns; until then the backup that was there before counts, whole. Denied when another backup runs
// into that folder; BadBackup when it holds another township's; file and database errors.
Result<BackupReport> make_backup(Archive& archive, const std::filesystem::path& folder);

struct BackupCheck {
    Manifest manifest;
    std::vector<std::string> damaged;  // files that are missing or not what the manifest says
};
// Reads every file. BadBackup when there is no whole manifest.
Result<BackupCheck> check_backup(const std::filesystem::path& folder);

// Makes the township's state folder `into` (new or empty) from a backup and the folder of its keys. BadBackup, with
// nothing written, when any file is damaged or the keys are not this backup's. `into` counts as a township only when
// all of it is there (the keys' name file comes last).
Result<Manifest> restore_backup(const std::filesystem::path& folder, const std::filesystem::path& keys,
                                const std::filesystem::path& into);

}  // namespace doorstep::township
