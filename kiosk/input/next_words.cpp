#include "kiosk/input/next_words.hpp"

#include <algorithm>
#include <array>

#include "base/files.hpp"

namespace doorstep::kiosk {
namespace {

constexpr std::size_t largest_table = 1 << 20;

bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

// Where the last, the last two and the last three characters begin; the text's size where there are not so many.
std::array<std::size_t, 3> last_characters(std::string_view text) {
    std::array<std::size_t, 3> begins{text.size(), text.size(), text.size()};
    std::size_t n = 0;
    for (std::size_t at = text.size(); at > 0 && n < begins.size(); --at) {
        if (begins_character(text[at - 1])) {
            begins[n++] = at - 1;
        }
    }
    return begins;
}

}  // namespace

NextWords::NextWords(const std::filesystem::path& table) {
    const auto text = read_text_file(table, largest_table);
    if (!text) {
        return;
    }
    std::string_view left = *text;
    for (std::uint32_t rank = 0; !left.empty(); ++rank) {
        const auto end = std::min(left.find('\n'), left.size());
        if (end > 0) {
            words_.push_back({std::string(left.substr(0, end)), rank});
        }
        left.remove_prefix(std::min(end + 1, left.size()));
    }
    std::sort(words_.begin(), words_.end(), [](const Word& a, const Word& b) { return a.text < b.text; });
}

std::vector<std::string> NextWords::after(std::string_view text, std::size_t most) const {
    std::vector<std::string> found;
    const auto begins = last_characters(text);
    for (auto begin = begins.rbegin(); begin != begins.rend(); ++begin) {
        if (*begin < text.size()) {
            add_after(text.substr(*begin), most, found);
        }
    }
    return found;
}

void NextWords::add_after(std::string_view beginning, std::size_t most, std::vector<std::string>& found) const {
    auto word = std::lower_bound(words_.begin(), words_.end(), beginning,
                                 [](const Word& a, std::string_view b) { return a.text < b; });
    std::vector<const Word*> fitting;
    for (; word != words_.end() && word->text.starts_with(beginning); ++word) {
        if (word->text.size() > beginning.size()) {
            fitting.push_back(&*word);
        }
    }
    std::sort(fitting.begin(), fitting.end(), [](const Word* a, const Word* b) { return a->rank < b->rank; });
    for (const auto* one : fitting) {
        auto rest = one->text.substr(beginning.size());
        if (found.size() < most && std::find(found.begin(), found.end(), rest) == found.end()) {
            found.push_back(std::move(rest));
        }
    }
}

}  // namespace doorstep::kiosk
