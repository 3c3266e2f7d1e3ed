#include "kiosk/prompts/dialects.hpp"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

#include "base/log.hpp"

namespace doorstep::prompts {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> wide_marks{"。", "！", "？", "；"};

// Bytes of the mark that ends a sentence there; 0: none does.
std::size_t mark_at(std::string_view text, std::size_t at) {
    for (const auto mark : wide_marks) {
        if (text.substr(at).starts_with(mark)) {
            return mark.size();
        }
    }
    const bool narrow = text[at] == '.' || text[at] == '!' || text[at] == '?';
    return narrow && (at + 1 == text.size() || text[at + 1] == ' ') ? 1 : 0;
}

std::string without_blanks(std::string_view text) {
    const auto from = text.find_first_not_of(' ');
    return from == std::string_view::npos ? std::string()
                                          : std::string(text.substr(from, text.find_last_not_of(' ') - from + 1));
}

}  // namespace

std::vector<std::string> split_sentences(std::string_view text) {
    std::vector<std::string> out;
    std::size_t from = 0;
    const auto take = [&](std::size_t to) {
        if (auto sentence = without_blanks(text.substr(from, to - from)); !sentence.empty()) {
            out.push_back(std::move(sentence));
        }
        from = to;
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto mark = mark_at(text, at);
        at += std::max<std::size_t>(mark, 1);
        if (mark > 0) {
            take(at);
        }
    }
    take(text.size());
    return out;
}

Dialects Dialects::load(const std::vector<fs::path>& roots) {
    Dialects out;
    for (const auto& root : roots) {
        std::vector<fs::path> folders;
        std::error_code none;
        for (fs::directory_iterator at(root, none), end; !none && at != end; at.increment(none)) {
            folders.push_back(at->path());
        }
        std::sort(folders.begin(), folders.end());
        for (const auto& folder : folders) {
            out.add(folder);
        }
    }
    return out;
}

void Dialects::add(const fs::path& folder) {
    std::error_code none;
    if (!fs::exists(folder / "manifest.json", none)) {
        return;
    }
    auto dialect = load_dialect(folder);
    if (!dialect) {
        log::error("a dialect is left out: {}", dialect.error().text());
        return;
    }
    std::erase_if(all_, [&](const auto& one) { return one.id == dialect->id; });
    if (all_.size() >= most_dialects) {
        log::error("{} dialects are enough: {} is left out", most_dialects, dialect->id);
        return;
    }
    Spoken spoken{dialect->id, dialect->name, dialect->language, {}};
    for (auto& one : dialect->recordings) {
        spoken.files[std::move(one.text)] = folder / one.file;
    }
    all_.push_back(std::move(spoken));
}

std::vector<Dialects::Name> Dialects::of(std::string_view language) const {
    std::vector<Name> names;
    for (const auto& one : all_) {
        if (one.language == language) {
            names.push_back({one.id, one.name});
        }
    }
    return names;
}

std::vector<fs::path> Dialects::files(std::string_view id, std::string_view language, std::string_view text) const {
    const auto spoken = std::find_if(all_.begin(), all_.end(),
                                     [&](const auto& one) { return one.id == id && one.language == language; });
    if (spoken == all_.end()) {
        return {};
    }
    if (const auto whole = spoken->files.find(std::string(text)); whole != spoken->files.end()) {
        return {whole->second};
    }
    std::vector<fs::path> files;
    for (const auto& sentence : split_sentences(text)) {
        const auto part = spoken->files.find(sentence);
        if (part == spoken->files.end()) {
            return {};
        }
        files.push_back(part->second);
    }
    return files;
}

}  // namespace doorstep::prompts
