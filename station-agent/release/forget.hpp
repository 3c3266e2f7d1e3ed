// "Forget everything" (SECURITY 7, 16): what this station could open again is destroyed at once; what it cannot open,
// the sealed outbox, stays until the township has it. Thread-bound.
#pragma once

#include <filesystem>

#include "station-agent/store/store.hpp"
#include "station-agent/store/store_key.hpp"

namespace doorstep::agent {

// Replaces the station key, so that drafts, roster, vault, clerk accounts and notes open for nobody from then on, then
// removes their rows and files, then takes the mark "forgetting" away. Killed at any point, or failed: the mark stands,
// and the next call goes on. `key` is the new one afterwards. Errors of files and database.
Status forget_everything(Store& store, StoreKey& key, const std::filesystem::path& key_file);
// True while the mark stands.
Result<bool> is_forgetting(Store& store);

}  // namespace doorstep::agent
