// Where a county stands: what it has taken of a purpose, signed by it. The township drops what it kept for it and goes
// on behind it. Reentrant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "protocol/envelope/keys.hpp"

namespace doorstep::township {

struct Standing {
    std::string county;
    std::string township;
    std::string purpose;
    std::int64_t generation = 0;
    std::int64_t number = 0;  // the last batch that is durable there
    Bytes digest;             // of that batch's header
    std::int64_t at_ms = 0;
};

// Name of the file beside the batches.
std::string standing_file(std::string_view township, std::string_view purpose);
constexpr std::size_t largest_standing = 8192;

// The signed text.
std::string to_text(const Standing& standing, const protocol::SigningKeys& county);
// Which county it says it is of, before it is believed. BadStanding.
Result<Standing> unchecked_standing(std::string_view text);
// BadStanding unless that county's key signed it.
Result<Standing> standing_from(std::string_view text, BytesView county_sign_public);

}  // namespace doorstep::township
