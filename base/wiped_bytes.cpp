#include "base/wiped_bytes.hpp"

#include <cstring>

namespace doorstep {

void wipe(void* data, std::size_t size) noexcept {
    if (size > 0) {
        explicit_bzero(data, size);
    }
}

void wipe(std::string& text) noexcept {
    wipe(text.data(), text.capacity());
    text.clear();
}

WipedString& WipedString::operator=(const WipedString& other) {
    if (this != &other) {
        wipe(text_);
        text_ = other.text_;
    }
    return *this;
}

WipedString& WipedString::operator=(WipedString&& other) noexcept {
    if (this != &other) {
        wipe(text_);
        text_ = other.text_;
        wipe(other.text_);
    }
    return *this;
}

}  // namespace doorstep
