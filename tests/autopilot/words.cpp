#include "tests/autopilot/words.hpp"

#include "base/config.hpp"
#include "base/files.hpp"

namespace doorstep::autopilot {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t largest = 4U << 20U;

std::string unescaped(std::string text) {
    for (const auto& [from, to] : {std::pair<std::string, std::string>{"&lt;", "<"},
                                   {"&gt;", ">"},
                                   {"&quot;", "\""},
                                   {"&apos;", "'"},
                                   {"&amp;", "&"}}) {
        for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
            text.replace(at, from.size(), to);
        }
    }
    return text;
}

// The text between <tag…> and </tag> from `at` on; moves `at` behind it.
std::string element(const std::string& xml, const std::string& tag, std::size_t& at) {
    const auto open = xml.find("<" + tag, at);
    const auto start = open == std::string::npos ? open : xml.find('>', open);
    const auto end = start == std::string::npos ? start : xml.find("</" + tag + ">", start);
    if (end == std::string::npos) {
        at = xml.size();
        return {};
    }
    at = end;
    return unescaped(xml.substr(start + 1, end - start - 1));
}

void read_catalogue(const fs::path& file, std::map<std::string, std::string>& into) {
    const auto xml = read_text_file(file, largest);
    for (std::size_t at = 0; xml && at < xml->size();) {
        const auto source = element(*xml, "source", at);
        const auto translation = at < xml->size() ? element(*xml, "translation", at) : std::string();
        if (!source.empty() && !translation.empty()) {
            into.emplace(source, translation);
        }
    }
}

// Lines of the form key = "text", with [section] lines before them: all that the schemes' texts use.
void read_texts(const fs::path& file, std::map<std::string, std::string>& into) {
    const auto text = read_text_file(file, largest);
    std::string section;
    std::size_t at = 0;
    while (text && at < text->size()) {
        const auto end = std::min(text->find('\n', at), text->size());
        const std::string line = text->substr(at, end - at);
        at = end + 1;
        const auto equals = line.find(" = \"");
        if (line.starts_with('[') && line.find(']') != std::string::npos) {
            section = line.substr(1, line.find(']') - 1) + ".";
        } else if (equals != std::string::npos && line.rfind('"') > equals + 3) {
            std::string key = line.substr(0, equals);
            if (key.starts_with('"')) {
                key = key.substr(1, key.size() - 2);
            }
            into[section + key] = line.substr(equals + 4, line.rfind('"') - equals - 4);
        }
    }
}

}  // namespace

Words::Words(const fs::path& source, std::string language, const std::string& scheme) : language_(std::move(language)) {
    std::error_code none;
    for (const auto& entry : fs::recursive_directory_iterator(source / "kiosk", none)) {
        if (entry.path().extension() == ".ts" && entry.path().stem().native().ends_with(language_)) {
            read_catalogue(entry.path(), app_);
        }
    }
    for (const auto& folder : {std::string("common"), scheme}) {
        read_texts(source / "schemes" / folder / ("texts." + language_ + ".toml"), scheme_);
    }
}

std::string Words::app(const std::string& source) const {
    const auto found = app_.find(source);
    return found != app_.end() ? found->second : source;
}

std::string Words::scheme(const std::string& key) const {
    const auto found = scheme_.find(key);
    return found != scheme_.end() ? found->second : std::string();
}

std::string Words::scheme_key_of(const std::string& text) const {
    for (const auto& [key, words] : scheme_) {
        if (words == text && (key.ends_with(".title") || key.ends_with(".label"))) {
            return key;
        }
    }
    return {};
}

}  // namespace doorstep::autopilot
