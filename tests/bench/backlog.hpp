// An outbox that has been filling for a long time: rows as hand-ins of 2 KiB leave them, put in by SQL.
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/error.hpp"

namespace doorstep::bench {

// Adds that many waiting items with their part, audit row and case to the agent's state in that folder, in which one
// real hand-in lies as the pattern. No agent may run there. Errors of the store.
Status fill_outbox(const std::filesystem::path& state_folder, std::int64_t items);

}  // namespace doorstep::bench
