#include "device-drivers/pcsc/chip_messages.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/calendar_date.hpp"
#include "base/encoding.hpp"

namespace doorstep {

std::string_view ErrorNames<devices::ChipError>::name(devices::ChipError e) {
    using devices::ChipError;
    constexpr std::array names{"?",    "BadScript", "NoService", "ReaderMissing", "NoCard",  "Removed",
                               "Mute", "Taken",     "Unknown",   "Refused",       "Garbled", "Cancelled"};
    static_assert(names.size() == static_cast<std::size_t>(ChipError::Cancelled) + 1);
    const auto at = static_cast<std::size_t>(e);
    return names.at(at < names.size() ? at : 0);
}

}  // namespace doorstep

namespace doorstep::devices {
namespace {

constexpr std::uint8_t direct_convention = 0x3B;
constexpr std::uint8_t inverse_convention = 0x3F;
constexpr std::uint8_t first_printable = 0x20;
constexpr std::uint8_t delete_character = 0x7F;
constexpr std::uint8_t filler = 0xFF;

// How many bytes of it come before the historical ones; nothing when it ends before them.
std::optional<std::size_t> interface_bytes(BytesView atr) {
    std::size_t at = 1;
    for (bool more = true; more;) {  // T0, then each TD: bits 8 to 5 say which of TA, TB, TC, TD follow
        if (at >= atr.size()) {
            return std::nullopt;
        }
        const auto follow = static_cast<unsigned>(atr[at] >> 4U);
        more = (follow & 8U) != 0;
        at += 1U + (follow & 1U) + (follow >> 1U & 1U) + (follow >> 2U & 1U);
    }
    return at;
}

bool is_filler(std::uint8_t byte) {
    return byte == 0 || byte == filler || byte == ' ';
}

BytesView without_filling(BytesView value) {
    while (!value.empty() && is_filler(value.back())) {
        value = value.first(value.size() - 1);
    }
    return value;
}

Result<std::string> digits_of(BytesView value) {
    auto hex = to_hex(value);
    hex.erase(std::find_if_not(hex.rbegin(), hex.rend(), [](char c) { return c == 'f'; }).base(), hex.end());
    const bool good = std::all_of(hex.begin(), hex.end(), [](char c) { return c >= '0' && c <= '9'; });
    return good ? Result<std::string>(hex) : Error(ChipError::Garbled, "no digits");
}

Result<std::string> date_of(BytesView value) {
    constexpr std::size_t date_bytes = 4;
    if (value.size() != date_bytes) {
        return Error(ChipError::Garbled, "no date");
    }
    if (without_filling(value).empty()) {
        return std::string();
    }
    const auto date = CalendarDate::parse_compact(to_hex(value));
    return date ? Result<std::string>(date->text()) : Error(ChipError::Garbled, "no date");
}

Result<std::string> gb18030_of(BytesView value) {
    constexpr std::size_t growth = 4;  // bytes of UTF-8 for one of GB18030, at most
    const auto converter = ::iconv_open("UTF-8", "GB18030");
    if (converter == reinterpret_cast<iconv_t>(-1)) {
        return Error(ChipError::Garbled, "no converter for GB18030");
    }
    WipedBytes in(value.begin(), value.end());
    std::string out(value.size() * growth, '\0');
    auto* from = reinterpret_cast<char*>(in.data());
    auto* to = out.data();
    std::size_t left = in.size();
    std::size_t room = out.size();
    const auto failed = ::iconv(converter, &from, &left, &to, &room) == static_cast<std::size_t>(-1);
    ::iconv_close(converter);
    out.resize(out.size() - room);
    return failed || left != 0 ? Result<std::string>(Error(ChipError::Garbled, "no GB18030")) : out;
}

bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<std::uint8_t>(c) >= first_printable && static_cast<std::uint8_t>(c) != delete_character;
    });
}

bool is_ascii(BytesView value) {
    return std::all_of(value.begin(), value.end(), [](std::uint8_t byte) { return byte < delete_character; });
}

}  // namespace

std::string shown_atr(BytesView atr) {
    const bool begins = atr.size() >= 2 && (atr[0] == direct_convention || atr[0] == inverse_convention);
    const auto before = begins ? interface_bytes(atr) : std::nullopt;
    const std::size_t historical = begins ? atr[1] & 0x0FU : 0;
    if (!before || *before + historical > atr.size() || atr.size() > largest_atr) {
        return fmt::format("?+{}", atr.size());
    }
    auto hex = to_hex(atr.first(*before));
    std::transform(hex.begin(), hex.end(), hex.begin(),
                   [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
    return fmt::format("{}+{}", hex, historical);
}

std::optional<std::uint16_t> status_word(BytesView answer) {
    if (answer.size() < 2) {
        return std::nullopt;
    }
    return static_cast<std::uint16_t>(answer[answer.size() - 2] << 8U | answer[answer.size() - 1]);
}

Result<BytesView> chip_value(BytesView data, std::optional<std::uint8_t> tag) {
    if (!tag) {
        return data;
    }
    while (data.size() >= 2) {
        const std::size_t length = data[1];
        if (data.size() - 2 < length) {
            return Error(ChipError::Garbled, "a record is cut off");
        }
        if (data[0] == *tag) {
            return data.subspan(2, length);
        }
        data = data.subspan(2 + length);
    }
    return Error(ChipError::Garbled, fmt::format("tag {:02X} is not there", *tag));
}

Result<std::string> chip_text(BytesView value, ChipForm form) {
    Result<std::string> text = Error(ChipError::Garbled, "no text");
    switch (form) {
        case ChipForm::Text:
            if (is_ascii(without_filling(value))) {
                text = std::string(as_text(without_filling(value)));
            }
            break;
        case ChipForm::Gb18030:
            text = gb18030_of(without_filling(value));
            break;
        case ChipForm::Digits:
            text = digits_of(value);
            break;
        case ChipForm::Date:
            text = date_of(value);
            break;
        case ChipForm::Hex:
            text = to_hex(value);
            break;
    }
    return text && !is_plain(*text) ? Error(ChipError::Garbled, "control characters") : text;
}

}  // namespace doorstep::devices
