// What is likely to come after what was just chosen: the rests of words that begin so. From one table, words of
// assistance first; it learns nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace doorstep::kiosk {

class NextWords {
  public:
    // Knows nothing.
    NextWords() = default;
    // One word of UTF-8 a line, the likeliest first; at most 1 MiB. A table that is missing or larger gives no words:
    // people write on without them.
    explicit NextWords(const std::filesystem::path& table);

    // At most `most` ways to go on after `text`, by its last three, two and then one character; the likeliest first.
    std::vector<std::string> after(std::string_view text, std::size_t most) const;
    std::size_t known() const { return words_.size(); }

  private:
    struct Word {
        std::string text;
        std::uint32_t rank = 0;
    };
    void add_after(std::string_view beginning, std::size_t most, std::vector<std::string>& found) const;

    std::vector<Word> words_;  // by text
};

}  // namespace doorstep::kiosk
