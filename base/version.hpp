// Versions of the system are whole numbers between dots: "1.2.0".
#pragma once

#include <charconv>
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace doorstep {

struct Version {
    std::vector<std::uint32_t> numbers;
    // "1.2" is before "1.2.0".
    auto operator<=>(const Version&) const = default;
};

// Nothing when the text is longer than 32 characters or anything but numbers between dots.
inline std::optional<Version> parse_version(std::string_view text) {
    constexpr std::size_t longest = 32;
    if (text.empty() || text.size() > longest) {
        return std::nullopt;
    }
    Version version;
    while (true) {
        const auto end = text.find('.');
        const auto word = text.substr(0, end);
        std::uint32_t number = 0;
        const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
        if (read.ec != std::errc{} || read.ptr != word.data() + word.size()) {
            return std::nullopt;
        }
        version.numbers.push_back(number);
        if (end == text.npos) {
            return version;
        }
        text.remove_prefix(end + 1);
    }
}

}  // namespace doorstep
