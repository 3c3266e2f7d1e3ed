#include "base/encoding.hpp"

#include <array>
#include <cstdint>

#include <openssl/evp.h>

namespace doorstep {
namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

void append_utf8(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | (c >> 12));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (c >> 18));
        out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

bool is_high(char32_t c) {
    return c >= 0xD800 && c < 0xDC00;
}
bool is_low(char32_t c) {
    return c >= 0xDC00 && c < 0xE000;
}

// Reads one code point from text at `at` and moves on; an error for overlong, truncated or surrogate forms.
Result<char32_t> next_code_point(std::string_view text, std::size_t& at) {
    const auto lead = static_cast<std::uint8_t>(text[at++]);
    const int more = lead < 0x80 ? 0 : (lead >> 5) == 6 ? 1 : (lead >> 4) == 14 ? 2 : (lead >> 3) == 30 ? 3 : -1;
    if (more < 0 || text.size() - at < static_cast<std::size_t>(more)) {
        return Error(EncodingError::BadUtf8);
    }
    auto c = static_cast<char32_t>(more == 0 ? lead : lead & (0x3F >> more));
    for (int i = 0; i < more; ++i) {
        const auto tail = static_cast<std::uint8_t>(text[at++]);
        if ((tail & 0xC0) != 0x80) {
            return Error(EncodingError::BadUtf8);
        }
        c = (c << 6) | (tail & 0x3F);
    }
    constexpr std::array<char32_t, 4> lowest{0, 0x80, 0x800, 0x10000};
    if (c < lowest.at(static_cast<std::size_t>(more)) || c > 0x10FFFF || is_high(c) || is_low(c)) {
        return Error(EncodingError::BadUtf8);
    }
    return c;
}

void append_utf16(Bytes& out, char32_t c) {
    const auto unit = [&out](char32_t u) {
        out.push_back(static_cast<std::uint8_t>(u & 0xFF));
        out.push_back(static_cast<std::uint8_t>(u >> 8));
    };
    if (c < 0x10000) {
        unit(c);
    } else {
        unit(0xD800 + ((c - 0x10000) >> 10));
        unit(0xDC00 + ((c - 0x10000) & 0x3FF));
    }
}

}  // namespace

std::string_view ErrorNames<EncodingError>::name(EncodingError e) {
    switch (e) {
        case EncodingError::BadHex:
            return "BadHex";
        case EncodingError::BadBase64:
            return "BadBase64";
        case EncodingError::BadUtf16:
            return "BadUtf16";
        case EncodingError::BadUtf8:
            return "BadUtf8";
    }
    return "?";
}

std::string to_hex(BytesView bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const std::uint8_t b : bytes) {
        out += digits[b >> 4];
        out += digits[b & 15];
    }
    return out;
}

Result<Bytes> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) {
        return Error(EncodingError::BadHex, "odd length");
    }
    Bytes out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = hex_value(text[i]);
        const int low = hex_value(text[i + 1]);
        if (high < 0 || low < 0) {
            return Error(EncodingError::BadHex);
        }
        out.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return out;
}

std::string to_base64(BytesView bytes) {
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int n =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytes.data(), static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(n));
    return out;
}

Result<Bytes> from_base64(std::string_view text) {
    const bool legal = text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=") ==
                       std::string_view::npos;
    if (text.size() % 4 != 0 || !legal) {
        return Error(EncodingError::BadBase64);
    }
    Bytes out(text.size() / 4 * 3);
    const int n =
        EVP_DecodeBlock(out.data(), reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    if (n < 0) {
        return Error(EncodingError::BadBase64);
    }
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
    out.resize(static_cast<std::size_t>(n) - padding);
    return out;
}

Result<std::string> utf16le_to_utf8(BytesView bytes) {
    if (bytes.size() % 2 != 0) {
        return Error(EncodingError::BadUtf16, "odd length");
    }
    const auto unit = [&bytes](std::size_t i) { return static_cast<char32_t>(bytes[i] | (bytes[i + 1] << 8)); };
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
        char32_t c = unit(i);
        if (is_low(c) || (is_high(c) && (i + 3 >= bytes.size() || !is_low(unit(i + 2))))) {
            return Error(EncodingError::BadUtf16, "lone surrogate");
        }
        if (is_high(c)) {
            i += 2;
            c = 0x10000 + ((c - 0xD800) << 10) + (unit(i) - 0xDC00);
        }
        append_utf8(out, c);
    }
    return out;
}

Result<Bytes> utf8_to_utf16le(std::string_view text) {
    Bytes out;
    for (std::size_t at = 0; at < text.size();) {
        DOORSTEP_TRY(const char32_t c, next_code_point(text, at));
        append_utf16(out, c);
    }
    return out;
}

}  // namespace doorstep
