// The whole file system before and after: which files were written meanwhile.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace doorstep::leak {

// Inode, size and change time of a file; another value means it was written.
struct Trace {
    std::uint64_t inode = 0;
    std::uint64_t size = 0;
    std::int64_t changed_ns = 0;
    bool operator==(const Trace&) const = default;
};
using Snapshot = std::map<std::string, Trace>;

// Every regular file below the roots; the kernel's own file systems and the folders named in `except` are passed over.
Snapshot take_snapshot(const std::vector<std::filesystem::path>& roots,
                       const std::vector<std::filesystem::path>& except);
// One line a file, to keep it between two runs of the program.
void save(const Snapshot& snapshot, const std::filesystem::path& file);
Snapshot load(const std::filesystem::path& file);
// Files that are new or changed in `after`.
std::vector<std::string> written_between(const Snapshot& before, const Snapshot& after);

}  // namespace doorstep::leak
