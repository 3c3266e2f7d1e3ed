#include "base/toml_letters.hpp"

#include <algorithm>

namespace doorstep {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Behind the string that begins at `at` with a quotation mark. One that does not end goes to the end of its line, or of
// the text when it may have several: there toml++ has given up.
std::size_t behind_string(std::string_view text, std::size_t at) {
    const char quote = text[at];
    const std::string_view three(quote == '"' ? "\"\"\"" : "'''");
    const bool lines = text.substr(at, three.size()) == three;
    at += lines ? three.size() : 1;
    while (at < text.size()) {
        if (quote == '"' && text[at] == '\\') {
            at += 2;
        } else if (lines && text.substr(at, three.size()) == three) {
            at += three.size();
            // Up to two quotation marks more belong to the string.
            for (int more = 0; more < 2 && at < text.size() && text[at] == quote; ++more) {
                ++at;
            }
            return at;
        } else if (!lines && text[at] == '\n') {
            return at;
        } else if (!lines && text[at] == quote) {
            return at + 1;
        } else {
            ++at;
        }
    }
    return text.size();
}

}  // namespace

std::optional<int> stray_letter_in_toml(std::string_view text) {
    std::size_t at = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    while (at < text.size()) {
        const char c = text[at];
        if (static_cast<unsigned char>(c) > 0x7F) {
            return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
        }
        if (c == '#') {
            at = std::min(text.find('\n', at), text.size());
        } else if (c == '"' || c == '\'') {
            at = behind_string(text, at);
        } else {
            ++at;
        }
    }
    return std::nullopt;
}

}  // namespace doorstep
