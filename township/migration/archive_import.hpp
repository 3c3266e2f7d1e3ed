// An old archive is brought over: a folder of scans and its catalogue become cases, once however often it is run, one
// commit a file, nothing overwritten. Thread-bound with the archive; a gateway may run beside it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "forms/area_codes.hpp"
#include "township/archive/audit.hpp"
#include "township/migration/mapping.hpp"
#include "township/migration/old_file.hpp"

namespace doorstep::township {

struct ImportReport {
    std::uint64_t rows = 0;      // of the catalogue
    std::uint64_t files = 0;     // of the old archive: what became, or is, a case or a version of one
    std::uint64_t imported = 0;  // new cases
    std::uint64_t changed = 0;   // versions that differ from what is held: kept beside it
    std::uint64_t held = 0;      // the same as before: nothing was done
    std::uint64_t pages = 0;     // scans and papers read
    std::uint64_t page_bytes = 0;
    std::uint64_t tasks = 0;           // put before a person in this run
    std::uint64_t unnamed = 0;         // files that no row names; the first most_findings stand in `unnamed_files`
    std::uint64_t findings_count = 0;  // all of them, also beyond the bound
    std::vector<Finding> findings;
    std::vector<std::string> unnamed_files;
    bool dry_run = false;
};
constexpr std::size_t most_findings = 10'000;

struct ImportWish {
    std::filesystem::path folder;
    Mapping mapping;
    Catalogue catalogue;
    const forms::AreaCodes* areas = nullptr;  // borrowed; without it area codes are not looked at
    bool dry_run = false;                     // reads and compares all, changes nothing
    // Called after each file of the archive; done, of how many.
    std::function<void(std::uint64_t, std::uint64_t)> progress;
};

// BadMapping, file errors of the folder; errors of the database end it, and the next run goes on behind what is held.
Result<ImportReport> import_archive(Archive& archive, const ImportWish& wish, const Actor& actor);

}  // namespace doorstep::township
