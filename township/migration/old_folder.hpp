// The files of an old archive, found as catalogues name them: with backslashes, in another case, by the beginning of a
// path. Nothing outside the folder is ever reached: only what was found in it has a name here. Links are not followed.
// Thread-bound.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::township {

class OldFolder {
  public:
    // Walks the folder once. File errors; TooLarge over most_old_files.
    static Result<OldFolder> open(const std::filesystem::path& folder);
    static constexpr std::size_t most_old_files = 5'000'000;

    // The path as it lies there, for a name as a catalogue has it; nothing when there is none, or several that differ
    // in case alone.
    std::optional<std::string> named(std::string_view name) const;
    // All whose path begins so, in the order in which a person counts (2 before 10).
    std::vector<std::string> beginning(std::string_view begin) const;
    // The content; TooLarge over `bound`.
    Result<Bytes> read(const std::string& path, std::size_t bound) const;
    // So that rest() does not tell it.
    void note_used(const std::string& path) { used_.insert(path); }
    // Files that nobody named, at most `most`, and how many there are.
    std::vector<std::string> rest(std::size_t most, std::size_t& count) const;

  private:
    explicit OldFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

    std::filesystem::path folder_;
    std::multimap<std::string, std::string> paths_;  // small letters → as it lies there
    std::set<std::string> used_;
};

// "image/jpeg", "application/pdf" … by the first bytes; "application/octet-stream" when they tell nothing.
std::string_view media_type_of(BytesView content);

}  // namespace doorstep::township
