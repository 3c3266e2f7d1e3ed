// Hex, base64 and UTF-16LE, as text formats of the outside world need them.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep {

enum class EncodingError {
    BadHex = 1,     // refuse the text
    BadBase64 = 2,  // refuse the text
    BadUtf16 = 3,   // refuse the block: an odd length or a lone surrogate
    BadUtf8 = 4,    // refuse the text
};
template <>
struct ErrorNames<EncodingError> {
    static constexpr std::string_view module = "encoding";
    static std::string_view name(EncodingError e);
};

// Lower-case hex of the bytes.
std::string to_hex(BytesView bytes);
// Bytes of an even number of hex digits, either case; BadHex otherwise.
Result<Bytes> from_hex(std::string_view text);
// Standard alphabet with padding.
std::string to_base64(BytesView bytes);
// Standard alphabet with padding, no white space; BadBase64 otherwise.
Result<Bytes> from_base64(std::string_view text);
// UTF-8 of little-endian UTF-16; BadUtf16 on odd length or a lone surrogate.
Result<std::string> utf16le_to_utf8(BytesView bytes);
// Little-endian UTF-16 of UTF-8; BadUtf8 where it is none.
Result<Bytes> utf8_to_utf16le(std::string_view text);

}  // namespace doorstep
