// What chip cards say: answers to reset, answers to commands, and values in them. Pure, no I/O. Reentrant.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::devices {

enum class ChipError {
    BadScript = 1,  // stop at start and say where: the file of scripts makes no sense
    NoService,      // look again later: pcscd is not there (it is being restarted)
    ReaderMissing,  // look again later: no reader is plugged in
    NoCard,         // ask for the card
    Removed,        // ask for the card again: it was pulled out in the middle
    Mute,           // ask for the card the other way round: it gives no answer to reset
    Taken,          // try again: another program holds the card
    Unknown,        // no script is for this card
    Refused,        // an error word where none may be; the detail has it
    Garbled,        // the answer is not what the script says it is
    Cancelled
};

// ISO 7816-3: at most 33 bytes.
constexpr std::size_t largest_atr = 33;
// A short answer's 256 bytes and the status word.
constexpr std::size_t largest_chip_answer = 258;

// An answer to reset as it may be shown: its interface bytes as hex and the number of historical bytes, "3B6D0000+13".
// The historical bytes themselves are left out: social-security cards say the chip's serial number there. What is no
// answer to reset is "?+" and its length.
std::string shown_atr(BytesView atr);

// The two bytes at the end of an answer; nothing for less.
std::optional<std::uint16_t> status_word(BytesView answer);

// How a value stands in an answer.
enum class ChipForm {
    Text,     // ASCII, filled up with 0x00, 0xFF or spaces
    Gb18030,  // Chinese text, filled up alike
    Digits,   // two a byte, filled up with F
    Date,     // four bytes YYYYMMDD as digits; a calendar date
    Hex       // any bytes
};

// The value of a tag in `tag, length, value` records, one after another; the whole data for no tag. Garbled when it is
// not there or cut off.
Result<BytesView> chip_value(BytesView data, std::optional<std::uint8_t> tag);
// As UTF-8 text without control characters; a date as YYYY-MM-DD. Empty where nothing was written. Garbled for
// anything else.
Result<std::string> chip_text(BytesView value, ChipForm form);

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::ChipError> {
    static constexpr std::string_view module = "chip";
    static std::string_view name(devices::ChipError e);
};
