// UUID version 7 (RFC 9562 §5.7): the id of submissions, consents and sessions, made on the station.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep {

enum class UuidError {
    BadText = 1,  // refuse the text: not 8-4-4-4-12 hex digits, or not 16 bytes
};
template <>
struct ErrorNames<UuidError> {
    static constexpr std::string_view module = "uuid";
    static std::string_view name(UuidError) { return "BadText"; }
};

// 128 bits; ordered by its bytes, so by its time. The time in it is for ordering only: no deadline rests on it
// (SECURITY 19).
class Uuid {
  public:
    // All zero: "none".
    Uuid() = default;
    // A new one: 48 bits of UTC milliseconds, the rest random from the kernel. Thread-safe.
    static Uuid make_v7();
    // From 36 characters of text, either case.
    static Result<Uuid> parse(std::string_view text);
    // From exactly 16 bytes.
    static Result<Uuid> from_bytes(BytesView bytes);

    bool is_nil() const { return bytes_ == std::array<std::uint8_t, 16>{}; }
    BytesView bytes() const { return bytes_; }
    // 8-4-4-4-12, lower case.
    std::string text() const;
    auto operator<=>(const Uuid&) const = default;

  private:
    std::array<std::uint8_t, 16> bytes_{};
};

// Fills the span from the kernel's random source; does not return without.
void fill_random(std::span<std::uint8_t> out);

}  // namespace doorstep
