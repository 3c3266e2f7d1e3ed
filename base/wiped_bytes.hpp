// Bytes that are overwritten when they go (DESIGN rule 2): keys, plain personal data, templates.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doorstep {

// Overwrites memory in a way the compiler may not drop.
void wipe(void* data, std::size_t size) noexcept;
// Overwrites a string's characters (its whole capacity) and empties it.
void wipe(std::string& text) noexcept;

// Allocator that wipes each block before it is freed, so that growth leaves no copy behind.
template <class T>
struct WipingAllocator {
    using value_type = T;
    WipingAllocator() = default;
    template <class U>
    WipingAllocator(const WipingAllocator<U>&) noexcept {}
    T* allocate(std::size_t n) { return std::allocator<T>{}.allocate(n); }
    void deallocate(T* p, std::size_t n) noexcept {
        wipe(p, n * sizeof(T));
        std::allocator<T>{}.deallocate(p, n);
    }
    friend bool operator==(const WipingAllocator&, const WipingAllocator&) { return true; }
};

using Bytes = std::vector<std::uint8_t>;
using BytesView = std::span<const std::uint8_t>;
// A growing buffer for secrets. Copying is allowed but every copy wipes itself.
using WipedBytes = std::vector<std::uint8_t, WipingAllocator<std::uint8_t>>;
// Text for secrets. Short strings live inside the object, hence the wiping destructor.
class WipedString {
  public:
    WipedString() = default;
    explicit WipedString(std::string text) : text_(std::move(text)) {}
    WipedString(const WipedString&) = default;
    WipedString& operator=(const WipedString& other);
    WipedString(WipedString&& other) noexcept : text_(other.text_) { wipe(other.text_); }
    WipedString& operator=(WipedString&& other) noexcept;
    ~WipedString() { wipe(text_); }
    const std::string& view() const { return text_; }
    bool empty() const { return text_.empty(); }
    friend bool operator==(const WipedString&, const WipedString&) = default;

  private:
    std::string text_;
};

// Views of text as bytes and back; no copy, the owner must outlive the view.
inline BytesView as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(BytesView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace doorstep
