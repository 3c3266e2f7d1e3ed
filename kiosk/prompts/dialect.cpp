#include "kiosk/prompts/dialect.hpp"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/files.hpp"

namespace doorstep::prompts {
namespace {

using nlohmann::json;

constexpr int format = 1;
constexpr std::size_t longest_text = 4'096;
constexpr std::size_t longest_name = 100;
constexpr std::int64_t longest_ms = 600'000;

Error broken(const std::string& place) {
    return {PromptsError::NotAManifest, place};
}

// A file's name that stays in its folder.
bool is_plain(std::string_view name) {
    const auto good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
               c == '_';
    };
    return !name.empty() && name.size() <= longest_name && name.front() != '.' &&
           std::all_of(name.begin(), name.end(), good);
}

// The text under that name; nothing when it is missing, empty or too long.
std::string text_of(const json& object, const char* name, std::size_t longest) {
    const auto at = object.find(name);
    if (at == object.end() || !at->is_string() || at->get_ref<const std::string&>().size() > longest) {
        return {};
    }
    return at->get<std::string>();
}

std::int64_t whole_of(const json& object, const char* name, std::int64_t most) {
    const auto at = object.find(name);
    const bool good = at != object.end() && at->is_number_integer();
    return good ? std::clamp<std::int64_t>(at->get<std::int64_t>(), 0, most) : 0;
}

Result<Recording> recording_of(const json& object, std::size_t number) {
    const auto place = "recording " + std::to_string(number);
    if (!object.is_object()) {
        return broken(place);
    }
    Recording out;
    out.key = text_of(object, "key", longest_name * 2);
    out.text = text_of(object, "text", longest_text);
    out.file = text_of(object, "file", longest_name);
    out.digest = text_of(object, "sha256", longest_name);
    out.ms = whole_of(object, "ms", longest_ms);
    out.clipped = static_cast<int>(whole_of(object, "clipped", 1'000'000));
    const auto lufs = object.find("lufs");
    out.lufs = lufs != object.end() && lufs->is_number() ? lufs->get<double>() : 0;
    if (out.key.empty() || out.text.empty() || !is_plain(out.file)) {
        return broken(place + ": key, text or file");
    }
    return out;
}

}  // namespace

const Recording* Dialect::find(std::string_view text) const {
    const auto at =
        std::find_if(recordings.begin(), recordings.end(), [&](const auto& one) { return one.text == text; });
    return at == recordings.end() ? nullptr : &*at;
}

Result<Dialect> parse_manifest(std::string_view text) {
    if (text.size() > largest_manifest) {
        return broken("too large");
    }
    const auto all = json::parse(text, nullptr, false);
    if (!all.is_object() || whole_of(all, "format", format + 1) != format) {
        return broken("no JSON of format 1");
    }
    Dialect out;
    out.name = text_of(all, "name", longest_name);
    out.language = text_of(all, "language", longest_name);
    if (out.name.empty() || (out.language != "zh_CN" && out.language != "en")) {
        return broken("name or language");
    }
    const auto list = all.find("recordings");
    if (list == all.end() || !list->is_array() || list->size() > most_recordings) {
        return broken("recordings");
    }
    for (const auto& one : *list) {
        DOORSTEP_TRY(auto recording, recording_of(one, out.recordings.size() + 1));
        out.recordings.push_back(std::move(recording));
    }
    return out;
}

std::string manifest_of(const Dialect& dialect) {
    json list = json::array();
    for (const auto& one : dialect.recordings) {
        list.push_back({{"key", one.key},
                        {"text", one.text},
                        {"file", one.file},
                        {"sha256", one.digest},
                        {"ms", one.ms},
                        {"lufs", one.lufs},
                        {"clipped", one.clipped}});
    }
    const json all{
        {"format", format}, {"name", dialect.name}, {"language", dialect.language}, {"recordings", std::move(list)}};
    return all.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<Dialect> load_dialect(const std::filesystem::path& folder) {
    const auto file = folder / "manifest.json";
    DOORSTEP_TRY(const auto text, read_text_file(file, largest_manifest));
    auto dialect = parse_manifest(text);
    if (!dialect) {
        return dialect.error().with_context(file.native());
    }
    dialect->id = folder.filename();
    return dialect;
}

Status save_dialect(const std::filesystem::path& folder, const Dialect& dialect) {
    return write_file_durably(folder / "manifest.json", as_bytes(manifest_of(dialect)), 0644);
}

}  // namespace doorstep::prompts

namespace doorstep {

std::string_view ErrorNames<prompts::PromptsError>::name(prompts::PromptsError e) {
    return e == prompts::PromptsError::NotAManifest ? "NotAManifest" : "Unknown";
}

}  // namespace doorstep
