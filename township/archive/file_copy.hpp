// Copies a file of any size and tells its digest on the way.
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/digest.hpp"
#include "base/error.hpp"

namespace doorstep::township {

struct FileSum {
    Digest digest{};
    std::uint64_t size = 0;
};

// Size and digest of a regular file (no link). File errors.
Result<FileSum> sum_of(const std::filesystem::path& file);
// Makes `to` (mode 0600, its folder 0700) by rename from a temporary name; what was there is replaced. Not synced:
// sync_everything() once, at the end of many.
Result<FileSum> copy_summed(const std::filesystem::path& from, const std::filesystem::path& to);
// All that was written to the folder's file system is on the disk, or IoFailed.
Status sync_everything(const std::filesystem::path& folder);

}  // namespace doorstep::township
