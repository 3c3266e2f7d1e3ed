// Recordings of one dialect: a folder with manifest.json and one sound file a sentence. Reentrant.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace doorstep::prompts {

enum class PromptsError {
    NotAManifest = 1,  // tell which file and place: record anew, or bring the folder again
    Unknown,           // tell which: no sentence has that key
};

struct Recording {
    std::string key;     // of the sentence when it was recorded: "ApplyDone.5be01c2f", "dibao.pages.spending.title"
    std::string text;    // what was said; another text since: stale, and never played for it
    std::string file;    // in the folder
    std::string digest;  // SHA-256 of the file, hex
    std::int64_t ms = 0;
    double lufs = 0;  // of the microphone, before all were made equally loud
    int clipped = 0;  // places where the microphone was too loud
};

struct Dialect {
    std::string id;        // of the folder: "shulan"
    std::string name;      // as people call it: "舒兰话"
    std::string language;  // "zh_CN" or "en": which texts are spoken
    std::vector<Recording> recordings;
    // The one of that text; nullptr when there is none.
    const Recording* find(std::string_view text) const;
};

// Bounds: a manifest has at most so many bytes, and recordings.
inline constexpr std::size_t largest_manifest = std::size_t{4} << 20;
inline constexpr std::size_t most_recordings = 5'000;

// NotAManifest, with the place. A file's name has letters, digits, '-' and '.' only: nothing outside the folder is
// named.
Result<Dialect> parse_manifest(std::string_view json);
std::string manifest_of(const Dialect& dialect);
// Of folder/manifest.json; its id is the folder's name.
Result<Dialect> load_dialect(const std::filesystem::path& folder);
// Durable.
Status save_dialect(const std::filesystem::path& folder, const Dialect& dialect);

}  // namespace doorstep::prompts

template <>
struct doorstep::ErrorNames<doorstep::prompts::PromptsError> {
    static constexpr std::string_view module = "prompts";
    static std::string_view name(prompts::PromptsError e);
};
