// What a code reader that types like a keyboard makes the kernel say, for tests.
#pragma once

#include <linux/input.h>

#include <cstring>
#include <string_view>
#include <utility>

#include "base/wiped_bytes.hpp"

namespace doorstep::devices::testing {

// One record of an event node.
inline Bytes key_record(std::uint16_t type, std::uint16_t code, std::int32_t value) {
    input_event event{};
    event.type = type;
    event.code = code;
    event.value = value;
    Bytes bytes(sizeof event);
    std::memcpy(bytes.data(), &event, sizeof event);
    return bytes;
}

// The key of a character, and whether with shift. Told apart from the driver's own table: as rows of a keyboard.
inline std::pair<std::uint16_t, bool> key_of(char c) {
    struct Row {
        std::uint16_t first;
        std::string_view plain;
        std::string_view shifted;
    };
    constexpr Row rows[] = {{KEY_1, "1234567890-=", "!@#$%^&*()_+"},
                            {KEY_TAB, "\tqwertyuiop[]\n", "\tQWERTYUIOP{}\n"},
                            {KEY_A, "asdfghjkl;'`", "ASDFGHJKL:\"~"},
                            {KEY_BACKSLASH, "\\zxcvbnm,./", "|ZXCVBNM<>?"},
                            {KEY_SPACE, " ", " "}};
    for (const auto& row : rows) {
        if (const auto at = row.plain.find(c); at != std::string_view::npos) {
            return {static_cast<std::uint16_t>(row.first + at), false};
        }
        if (const auto at = row.shifted.find(c); at != std::string_view::npos) {
            return {static_cast<std::uint16_t>(row.first + at), true};
        }
    }
    return {KEY_RESERVED, false};
}

// Every stroke of a text; '\n' is Enter.
inline Bytes strokes_of(std::string_view text) {
    Bytes all;
    const auto add = [&](std::uint16_t type, std::uint16_t code, std::int32_t value) {
        const auto record = key_record(type, code, value);
        all.insert(all.end(), record.begin(), record.end());
    };
    for (const char c : text) {
        const auto [key, shifted] = key_of(c);
        if (shifted) {
            add(EV_KEY, KEY_LEFTSHIFT, 1);
        }
        add(EV_MSC, MSC_SCAN, 0x70000 + key);
        add(EV_KEY, key, 1);
        add(EV_SYN, SYN_REPORT, 0);
        add(EV_KEY, key, 0);
        if (shifted) {
            add(EV_KEY, KEY_LEFTSHIFT, 0);
        }
        add(EV_SYN, SYN_REPORT, 0);
    }
    return all;
}

}  // namespace doorstep::devices::testing
