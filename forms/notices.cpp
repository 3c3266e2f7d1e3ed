#include "forms/notices.hpp"

#include <set>

#include <fmt/format.h>

#include "base/files.hpp"
#include "base/toml.hpp"

namespace doorstep::forms {
namespace {

constexpr std::size_t largest_notice = 16 * 1024;

Error bad(std::string_view id, std::string_view why) {
    return {FormsError::BadScheme, fmt::format("notices/{}: {}", id, why)};
}

std::string replaced(std::string text, std::string_view mark, const std::string& words) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + words.size())) {
        text.replace(at, mark.size(), words);
    }
    return text;
}

// Blocks between blank lines; line breaks within a block are the file's, not the text's.
std::vector<std::string> blocks_of(const std::string& text) {
    std::vector<std::string> blocks(1);
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        if (line.empty()) {
            if (!blocks.back().empty()) {
                blocks.emplace_back();
            }
        } else {
            const bool latin = !blocks.back().empty() && (static_cast<unsigned char>(blocks.back().back()) < 0x80);
            blocks.back() += (latin ? " " : "") + line;
        }
        at = end + 1;
    }
    if (blocks.back().empty()) {
        blocks.pop_back();
    }
    return blocks;
}

// Marks that are left after the known ones are typing errors in the text.
Status check_marks(std::string_view id, const std::string& text) {
    std::string rest = text;
    for (const char* mark : {"{station}", "{township}", "{hotline}"}) {
        rest = replaced(rest, mark, "");
    }
    return rest.find_first_of("{}") == std::string::npos ? Status{} : Status(bad(id, "unknown mark in braces"));
}

}  // namespace

Result<Notices> Notices::load(const std::filesystem::path& folder) {
    static const std::set<std::string> kinds = {"face-verify", "face-store", "economic-check", "notice-read",
                                                "entrustment"};
    Notices out;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        if (!entry.is_directory()) {
            continue;
        }
        const auto id = entry.path().filename().string();
        Notice notice;
        DOORSTEP_TRY(const auto head, read_text_file(entry.path() / "notice.toml", largest_notice));
        try {
            const auto table = toml::parse(head);
            notice.version = table["version"].value_or(std::uint32_t{0});
            notice.kind = table["kind"].value_or(std::string());
        } catch (const toml::parse_error& e) {
            return Error(FormsError::BadToml, fmt::format("notices/{}: {}", id, std::string_view(e.description())));
        }
        if (notice.version == 0 || kinds.count(notice.kind) == 0) {
            return bad(id, "version (from 1) and a known kind are needed");
        }
        for (const char* language : {"zh_CN", "en"}) {
            DOORSTEP_TRY(auto text, read_text_file(entry.path() / fmt::format("{}.txt", language), largest_notice));
            DOORSTEP_CHECK(check_marks(id, text));
            if (blocks_of(text).size() < 2) {
                return bad(id, "a title and a paragraph are needed");
            }
            notice.texts[language] = std::move(text);
        }
        out.notices_.emplace(id, std::move(notice));
    }
    return failed ? Result<Notices>(file_error(failed.value(), "notices")) : Result<Notices>(std::move(out));
}

Result<ShownNotice> Notices::show(std::string_view id, std::string_view language, const NoticeParties& parties) const {
    const auto found = notices_.find(id);
    if (found == notices_.end()) {
        return Error(FormsError::NoSuchField, "no such notice");
    }
    ShownNotice out;
    out.id = found->first;
    out.version = found->second.version;
    out.kind = found->second.kind;
    out.language = language == "en" ? "en" : "zh_CN";
    auto blocks = blocks_of(found->second.texts.at(out.language));
    for (auto& block : blocks) {
        block =
            replaced(replaced(replaced(std::move(block), "{station}", parties.station), "{township}", parties.township),
                     "{hotline}", parties.hotline);
        out.text += (out.text.empty() ? "" : "\n\n") + block;
    }
    out.title = blocks.front();
    out.paragraphs.assign(blocks.begin() + 1, blocks.end());
    out.digest = sha256(as_bytes(out.text));
    return out;
}

std::vector<std::string> Notices::ids() const {
    std::vector<std::string> ids;
    for (const auto& [id, notice] : notices_) {
        ids.push_back(id);
    }
    return ids;
}

}  // namespace doorstep::forms
