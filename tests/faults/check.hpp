// The independent checker: every acknowledged submission is in the archive exactly once, byte for byte; none that was
// not made. It knows the record of who was promised what (hand_in_record.hpp) and what `doorstep-township` shows of its
// archive, and nothing of how either came about. Checks applications and supplements; check-ins are not listed by case.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace doorstep::faults {

// A part by its number: "size:sha256".
using PartsSeen = std::map<int, std::string>;

struct Promise {
    std::string station;
    PartsSeen parts;
    std::set<std::string> cases;  // case numbers that the person was told; empty: no answer came
};

struct Record {
    std::map<std::string, Promise> made;             // by submission
    std::map<std::string, std::uint64_t> confirmed;  // by station, the most that it ever said
};

struct Held {
    std::string submission;
    std::string case_number;
    std::string station;
    PartsSeen parts;  // of the exported files as they lie there
};

struct ArchiveSeen {
    std::vector<Held> held;
    std::uint64_t counted = 0;          // submissions that `verify` read
    std::vector<std::string> troubles;  // what could not be read, and what `verify` names
};

struct Violation {
    std::string kind;  // lost, doubled, altered, not-made, other-case, unconfirmed, archive, record
    std::string what;
};

// Throws std::runtime_error on a line that is none.
Record read_record(const std::filesystem::path& file);
// Runs that program, in the environment as it is, and exports every case below `scratch` (made, and emptied again).
ArchiveSeen read_archive(const std::string& township_program, const std::filesystem::path& scratch);
// Empty: the promise was kept.
std::vector<Violation> compare(const Record& record, const ArchiveSeen& archive);

}  // namespace doorstep::faults
