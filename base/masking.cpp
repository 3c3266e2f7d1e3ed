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

}  // namespace doorstep
