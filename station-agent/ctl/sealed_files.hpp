// Sealed items on their way to town on a stick, and the township's receipts on their way back. A folder each, named by
// the submission: `000.part` … and, written last, `envelope`; `doorstep-township import` adds `receipt`. Reentrant.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "base/error.hpp"
#include "protocol/messages/agent.pb.h"

namespace doorstep::agent {

// Asks the agent; a fault comes as an error.
using AskAgent = std::function<Result<wire::AgentReply>(const wire::AgentRequest&)>;

struct Exported {
    std::uint32_t written = 0;
    std::uint32_t already = 0;  // was there, whole
    std::uint32_t damaged = 0;  // its bytes at the station are broken: left out, nothing of it is on the stick
    std::uint64_t bytes = 0;
};
// Writes what the township does not have yet, or only the shelf, still sealed; durable when it returns. The items stay
// where they are: only a receipt takes them off. Pulled in the middle: the same again goes on with what lacks.
// File errors; errors of `ask`.
Result<Exported> export_sealed(const AskAgent& ask, const std::filesystem::path& folder, bool shelved_only);

struct Returned {
    std::uint32_t taken = 0;
    std::uint32_t refused = 0;  // no receipt of this township for an item of this station
};
// Gives the receipts below the folder to the agent. File errors of the folder; errors of `ask` other than a refused
// receipt.
Result<Returned> return_receipts(const AskAgent& ask, const std::filesystem::path& folder);

}  // namespace doorstep::agent
