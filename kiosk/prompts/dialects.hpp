// The recordings of a station: which dialects there are, and which file says a text. Read-only once loaded, reentrant.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/prompts/dialect.hpp"

namespace doorstep::prompts {

class Dialects {
  public:
    // Every subfolder with a manifest; of two with one name the later root's counts. What cannot be read is left out
    // and logged; a root that is not there has none. At most most_dialects.
    static Dialects load(const std::vector<std::filesystem::path>& roots);
    static constexpr std::size_t most_dialects = 20;

    bool empty() const { return all_.empty(); }

    struct Name {
        std::string id;
        std::string name;
        friend bool operator==(const Name&, const Name&) = default;
    };
    // Those that speak that language, by id.
    std::vector<Name> of(std::string_view language) const;
    // The files that together say the text: its own, or those of each of its sentences. Empty: the dialect, or the one
    // of that language, lacks one of them.
    std::vector<std::filesystem::path> files(std::string_view id, std::string_view language,
                                             std::string_view text) const;

  private:
    struct Spoken {
        std::string id;
        std::string name;
        std::string language;
        std::unordered_map<std::string, std::filesystem::path> files;  // by text
    };
    void add(const std::filesystem::path& folder);
    std::vector<Spoken> all_;
};

// "一句。又一句？" → the two, each with its mark: 。！？； and . ! ? before a blank.
std::vector<std::string> split_sentences(std::string_view text);

}  // namespace doorstep::prompts
