// Reads the whole archive again and names what is not as it was taken in: rows, pages, signatures, chains. What is
// damaged is named and the check goes on. Changes nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "township/archive/archive.hpp"

namespace doorstep::township {

// One thing that is not right. Ids, digests and numbers only: never an answer or a name.
struct Damage {
    std::string kind;   // "database", "submission", "page", "key", "signature", "person", "case", "station-chain",
                        // "downlink", "refused", "feed", "audit"
    std::string where;  // submission's id, digest of the page, station and number …
    std::string why;
};

struct CheckReport {
    std::uint64_t submissions = 0;
    std::uint64_t signatures = 0;  // inner signatures that hold
    std::uint64_t imported = 0;    // submissions from an old archive: no signature, a digest in the audit chain
    std::uint64_t pages = 0;       // parts read and found to be what their digest says
    std::uint64_t page_bytes = 0;
    std::uint64_t station_rows = 0;  // rows of the stations' audit chains
    std::uint64_t audit_rows = 0;    // of the township's own
    std::uint64_t feed_batches = 0;  // for the county, or from the townships
    std::uint64_t spare_pages =
        0;  // files that no row names: of uploads that a kill cut off; joined when they come again
    std::uint64_t damaged = 0;
    std::vector<Damage> damage;  // the first most_damage of them
};
constexpr std::size_t most_damage = 10'000;

// Runs beside a gateway that takes in: no lock is held for longer than one statement.
CheckReport check_archive(Archive& archive);
// When the database does not open any more: the page files by their own names. Key errors.
Result<CheckReport> check_pages_alone(const std::filesystem::path& folder);

}  // namespace doorstep::township
