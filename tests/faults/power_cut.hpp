// What a disk may hold after the power went: from a journal of power_shim.c and the folder as it was before, the folder
// as it may be at any moment. Synced is there; what was not synced may be there, in part, or not at all; names that
// their folder was not synced for may be there up to any one of them. (A folder keeps its names in the order in which
// they were made: that much every file system of ours promises. Between folders nothing is promised.)
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace doorstep::faults {

// A folder at rest, with the numbers of its files.
class DiskImage {
  public:
    static DiskImage of(const std::filesystem::path& folder);

    struct File {
        std::string path;  // below the folder
        std::uint64_t number = 0;
        std::string content;
    };
    const std::vector<File>& files() const { return files_; }
    const std::vector<std::string>& folders() const { return folders_; }

  private:
    std::vector<File> files_;
    std::vector<std::string> folders_;
};

class PowerJournal {
  public:
    // `root` is the folder as the process saw it. Throws when the journal is damaged.
    PowerJournal(const std::filesystem::path& file, std::filesystem::path root, DiskImage before);
    // Adds a mark to a journal that a process is writing: everything before it was done when the test saw it.
    static void mark(const std::filesystem::path& file, const std::string& text);

    std::size_t size() const { return records_.size(); }
    // Marks before that record.
    std::vector<std::string> marks_before(std::size_t record) const;
    // Writes into `into` what the disk may hold when the power went before that record. How much of the unsynced is
    // there, in whole or in part, `random` says. A lying disk says "synced" and does nothing.
    enum class Disk { Honest, Lying };
    void cut(std::size_t record, std::mt19937_64& random, const std::filesystem::path& into,
             Disk disk = Disk::Honest) const;
    // Records of each kind, for the note.
    std::map<char, std::size_t> kinds() const;

  private:
    struct Record {
        char kind = 0;
        std::uint64_t file = 0;
        std::uint64_t at = 0;
        std::string bytes;
    };
    struct Names;
    std::string below(const std::string& path) const;

    std::filesystem::path root_;
    DiskImage before_;
    std::vector<Record> records_;
};

}  // namespace doorstep::faults
