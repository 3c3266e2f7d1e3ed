// Reads what the hub wrote: spool files named by references that the kiosk hands over (DESIGN, Places). Reentrant.
#pragma once

#include <filesystem>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"
#include "protocol/messages/common.pb.h"

namespace doorstep::agent {

enum class SpoolError {
    Mismatch = 1,  // gone, a link, of other size or digest, or a name that leads elsewhere: scan again
};

// The file's bytes. Opened without following links in the last two steps of the path; at most `bound` bytes.
Result<WipedBytes> read_spool(const std::filesystem::path& spool_folder, const wire::SpoolRef& reference,
                              std::uint64_t bound);

}  // namespace doorstep::agent

template <>
struct doorstep::ErrorNames<doorstep::agent::SpoolError> {
    static constexpr std::string_view module = "spool";
    static std::string_view name(agent::SpoolError) { return "Mismatch"; }
};
