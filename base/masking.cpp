#include "base/masking.hpp"

namespace doorstep {
namespace {

std::string keep_ends(std::string_view text, std::size_t head, std::size_t tail, std::size_t shortest) {
    if (text.size() < shortest) {
        return std::string(text.size(), '*');
    }
    return std::string(text.substr(0, head)) + std::string(text.size() - head - tail, '*') +
           std::string(text.substr(text.size() - tail));
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::string mask_name(std::string_view name) {
    std::string out;
    bool first = true;
    for (std::size_t i = 0; i < name.size();) {
        std::size_t next = i + 1;
        while (next < name.size() && (static_cast<unsigned char>(name[next]) & 0xC0) == 0x80) {
            ++next;
        }
        out += first ? std::string(name.substr(i, next - i)) : std::string("＊");
        first = false;
        i = next;
    }
    return out;
}

std::string mask_number(std::string_view number) {
    return keep_ends(number, 3, 4, 9);
}

std::string mask_phone(std::string_view phone) {
    return keep_ends(phone, 3, 2, 7);
}

std::string mask_line(std::string_view line) {
    constexpr std::string_view mask = "＊";
    constexpr std::size_t longest_number = 5;
    std::string out;
    for (std::size_t at = 0; at < line.size();) {
        std::size_t end = at;
        if (is_digit(line[at])) {
            while (end < line.size() && is_digit(line[end])) {
                ++end;
            }
            const bool hidden = end - at > longest_number;
            if (hidden && end < line.size() && (line[end] == 'X' || line[end] == 'x')) {
                ++end;
            }
            out += hidden ? mask : line.substr(at, end - at);
        } else if (static_cast<unsigned char>(line[at]) >= 0x80) {
            while (end < line.size() && static_cast<unsigned char>(line[end]) >= 0x80) {
                ++end;
            }
            out += mask;
        } else {
            out += line[at];
            ++end;
        }
        at = end;
    }
    return out;
}

}  // namespace doorstep
