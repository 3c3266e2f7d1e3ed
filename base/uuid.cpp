#include "base/uuid.hpp"

#include <sys/random.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "base/clock.hpp"
#include "base/encoding.hpp"

namespace doorstep {

void fill_random(std::span<std::uint8_t> out) {
    std::size_t done = 0;
    while (done < out.size()) {
        const ssize_t n = getrandom(out.data() + done, out.size() - done, 0);
        if (n < 0 && errno != EINTR) {
            std::abort();  // no random source: nothing secret may be made
        }
        done += n > 0 ? static_cast<std::size_t>(n) : 0;
    }
}

Uuid Uuid::make_v7() {
    Uuid id;
    fill_random(id.bytes_);
    const auto now = static_cast<std::uint64_t>(system_clock().now().milliseconds);
    for (std::size_t i = 0; i < 6; ++i) {
        id.bytes_.at(i) = static_cast<std::uint8_t>(now >> (8 * (5 - i)));
    }
    id.bytes_[6] = static_cast<std::uint8_t>((id.bytes_[6] & 0x0F) | 0x70);
    id.bytes_[8] = static_cast<std::uint8_t>((id.bytes_[8] & 0x3F) | 0x80);
    return id;
}

Result<Uuid> Uuid::parse(std::string_view text) {
    if (text.size() != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-') {
        return UuidError::BadText;
    }
    std::string digits;
    for (const auto& [at, n] : {std::pair{0, 8}, {9, 4}, {14, 4}, {19, 4}, {24, 12}}) {
        digits += text.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(n));
    }
    const auto bytes = from_hex(digits);
    if (!bytes) {
        return UuidError::BadText;
    }
    return from_bytes(*bytes);
}

Result<Uuid> Uuid::from_bytes(BytesView bytes) {
    Uuid id;
    if (bytes.size() != id.bytes_.size()) {
        return UuidError::BadText;
    }
    std::copy(bytes.begin(), bytes.end(), id.bytes_.begin());
    return id;
}

std::string Uuid::text() const {
    std::string hex = to_hex(BytesView(bytes_));
    for (const std::size_t at : {8U, 13U, 18U, 23U}) {
        hex.insert(at, 1, '-');
    }
    return hex;
}

}  // namespace doorstep
