// The 256 bytes of text on a card: UTF-16LE, space padded, four layouts told apart by the letter at offset 248.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "device-drivers/idcard/card.hpp"

namespace doorstep::devices {

enum class TextBlockError {
    BadLength = 1,  // read again: not 256 bytes
    BadText,        // read again: no UTF-16 (an odd surrogate)
    UnknownType,    // say "a card we cannot read"; never parsed as a citizen
    BadField,       // say "unreadable": a date, sex or number that cannot be; the detail names the field, no content
    BadCheckDigit,  // say "the number on the card is not right", offer typing by a clerk
};

constexpr std::size_t text_block_size = 256;

// The card in the block. Pure, reentrant.
Result<Card> parse_text_block(BytesView block);

// Addresses written onto the card since it was made: up to four of 70 bytes each, as the text block's.
constexpr std::size_t new_address_size = 70;
constexpr std::size_t most_new_addresses = 4;
// Oldest first, blank ones left out. BadLength, BadText.
Result<std::vector<WipedString>> parse_new_addresses(BytesView data);

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::TextBlockError> {
    static constexpr std::string_view module = "text-block";
    static std::string_view name(devices::TextBlockError e);
};
