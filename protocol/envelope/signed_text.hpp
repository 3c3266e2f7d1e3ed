// Texts that a person carries as a QR: fields between colons, then the signature over all that stands before the last
// colon. Private to envelope/.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/encoding.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::protocol {

struct SignedText {
    std::vector<std::string_view> fields;  // views into the text
    std::string_view covered;              // what is signed
    Bytes signature;
};

// `prefix` with its colon, then exactly so many fields, then a signature in base64. Nothing when the text has another
// form or is longer than `longest`.
inline std::optional<SignedText> split_signed_text(std::string_view text, std::string_view prefix, std::size_t fields,
                                                   std::size_t longest) {
    const auto end = text.rfind(':');
    if (text.size() > longest || !text.starts_with(prefix) || end == text.npos || end < prefix.size()) {
        return std::nullopt;
    }
    SignedText split;
    split.covered = text.substr(0, end);
    auto rest = split.covered.substr(prefix.size());
    for (auto colon = rest.find(':'); colon != rest.npos; colon = rest.find(':')) {
        split.fields.push_back(rest.substr(0, colon));
        rest.remove_prefix(colon + 1);
    }
    split.fields.push_back(rest);
    auto signature = from_base64(text.substr(end + 1));
    if (split.fields.size() != fields || !signature || signature->empty()) {
        return std::nullopt;
    }
    split.signature = std::move(*signature);
    return split;
}

// A whole number and nothing else.
inline std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

}  // namespace doorstep::protocol
