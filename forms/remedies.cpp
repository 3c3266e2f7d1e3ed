#include "forms/remedies.hpp"

#include "base/files.hpp"
#include "forms/bounded_json.hpp"

namespace doorstep::forms {
namespace {

constexpr auto chinese = "zh_CN";
constexpr auto source_key = "source";
constexpr std::size_t largest_file = 64 * 1024;

}  // namespace

Result<Remedies> Remedies::load(const std::filesystem::path& file) {
    DOORSTEP_TRY(const auto text, read_text_file(file, largest_file));
    return parse(text);
}

Result<Remedies> Remedies::parse(std::string_view text) {
    DOORSTEP_TRY(const Json json, parse_object(text));
    Remedies out;
    for (const auto& [about, list] : json.items()) {
        if (!list.is_array()) {
            return Error(FormsError::BadJson, about);
        }
        for (const auto& entry : list) {
            Remedy remedy;
            for (const auto& [key, value] : entry.items()) {
                if (!value.is_string()) {
                    return Error(FormsError::BadJson, about);
                }
                (key == source_key ? remedy.source : remedy.words[key]) = value.get<std::string>();
            }
            if (remedy.source.empty() || remedy.words[chinese].empty()) {
                return Error(FormsError::BadJson, about + ": words in zh_CN and their article");
            }
            out.remedies_[about].push_back(std::move(remedy));
        }
    }
    return out;
}

std::vector<std::string> Remedies::lines(const std::string& about, const std::string& language) const {
    std::vector<std::string> out;
    const auto found = remedies_.find(about);
    if (found == remedies_.end()) {
        return out;
    }
    for (const auto& remedy : found->second) {
        const auto words = remedy.words.find(language);
        const bool told = words != remedy.words.end() && !words->second.empty();
        out.push_back((told ? words->second : remedy.words.at(chinese)) + (language == chinese || !told ? "（" : " (") +
                      remedy.source + (language == chinese || !told ? "）" : ")"));
    }
    return out;
}

}  // namespace doorstep::forms
