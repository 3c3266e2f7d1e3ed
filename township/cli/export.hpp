// A case as files: pages and fields as they came, manifest with digests, audit trail. Needs a purpose (SECURITY 21).
#pragma once

#include <filesystem>
#include <string_view>

#include "township/archive/audit.hpp"

namespace doorstep::township {

// Writes into `folder` (made with mode 0700; must be empty or missing): case.json (in full), audit.json, and one file a
// part, <submission>-<part>.<ext>, each checked against its digest. The number of part files. PurposeNeeded,
// NoSuchCase, BadBlob, file errors.
Result<std::size_t> export_case(Archive& archive, std::string_view case_number, const std::filesystem::path& folder,
                                const Actor& actor);

}  // namespace doorstep::township
