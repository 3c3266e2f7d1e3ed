#include "device-drivers/code/code_messages.hpp"

#include <linux/input.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/encoding.hpp"

namespace doorstep::devices {
namespace {

struct KeyTop {
    std::uint16_t key;
    char plain;
    char shifted;
};

// clang-format off
constexpr std::array key_tops{
    KeyTop{KEY_1, '1', '!'}, KeyTop{KEY_2, '2', '@'}, KeyTop{KEY_3, '3', '#'}, KeyTop{KEY_4, '4', '$'}, KeyTop{KEY_5, '5', '%'},
    KeyTop{KEY_6, '6', '^'}, KeyTop{KEY_7, '7', '&'}, KeyTop{KEY_8, '8', '*'}, KeyTop{KEY_9, '9', '('}, KeyTop{KEY_0, '0', ')'},
    KeyTop{KEY_Q, 'q', 'Q'}, KeyTop{KEY_W, 'w', 'W'}, KeyTop{KEY_E, 'e', 'E'}, KeyTop{KEY_R, 'r', 'R'}, KeyTop{KEY_T, 't', 'T'},
    KeyTop{KEY_Y, 'y', 'Y'}, KeyTop{KEY_U, 'u', 'U'}, KeyTop{KEY_I, 'i', 'I'}, KeyTop{KEY_O, 'o', 'O'}, KeyTop{KEY_P, 'p', 'P'},
    KeyTop{KEY_A, 'a', 'A'}, KeyTop{KEY_S, 's', 'S'}, KeyTop{KEY_D, 'd', 'D'}, KeyTop{KEY_F, 'f', 'F'}, KeyTop{KEY_G, 'g', 'G'},
    KeyTop{KEY_H, 'h', 'H'}, KeyTop{KEY_J, 'j', 'J'}, KeyTop{KEY_K, 'k', 'K'}, KeyTop{KEY_L, 'l', 'L'}, KeyTop{KEY_Z, 'z', 'Z'},
    KeyTop{KEY_X, 'x', 'X'}, KeyTop{KEY_C, 'c', 'C'}, KeyTop{KEY_V, 'v', 'V'}, KeyTop{KEY_B, 'b', 'B'}, KeyTop{KEY_N, 'n', 'N'},
    KeyTop{KEY_M, 'm', 'M'},
    KeyTop{KEY_MINUS, '-', '_'}, KeyTop{KEY_EQUAL, '=', '+'}, KeyTop{KEY_LEFTBRACE, '[', '{'}, KeyTop{KEY_RIGHTBRACE, ']', '}'},
    KeyTop{KEY_BACKSLASH, '\\', '|'}, KeyTop{KEY_SEMICOLON, ';', ':'}, KeyTop{KEY_APOSTROPHE, '\'', '"'}, KeyTop{KEY_GRAVE, '`', '~'},
    KeyTop{KEY_COMMA, ',', '<'}, KeyTop{KEY_DOT, '.', '>'}, KeyTop{KEY_SLASH, '/', '?'}, KeyTop{KEY_SPACE, ' ', ' '},
    KeyTop{KEY_TAB, '\t', '\t'}, KeyTop{KEY_ENTER, '\n', '\n'}, KeyTop{KEY_KPENTER, '\n', '\n'},
    KeyTop{KEY_KP0, '0', '0'}, KeyTop{KEY_KP1, '1', '1'}, KeyTop{KEY_KP2, '2', '2'}, KeyTop{KEY_KP3, '3', '3'},
    KeyTop{KEY_KP4, '4', '4'}, KeyTop{KEY_KP5, '5', '5'}, KeyTop{KEY_KP6, '6', '6'}, KeyTop{KEY_KP7, '7', '7'},
    KeyTop{KEY_KP8, '8', '8'}, KeyTop{KEY_KP9, '9', '9'}, KeyTop{KEY_KPMINUS, '-', '-'}, KeyTop{KEY_KPPLUS, '+', '+'},
    KeyTop{KEY_KPDOT, '.', '.'}, KeyTop{KEY_KPSLASH, '/', '/'}, KeyTop{KEY_KPASTERISK, '*', '*'},
};
// Held together with another key they make something else of it.
constexpr std::array<std::uint16_t, 6> other_holds{KEY_LEFTCTRL, KEY_RIGHTCTRL, KEY_LEFTALT,
                                                   KEY_RIGHTALT, KEY_LEFTMETA,  KEY_RIGHTMETA};
// clang-format on
constexpr unsigned left_shift = 1;
constexpr unsigned right_shift = 2;
constexpr std::uint8_t group_separator = 0x1D;
constexpr std::uint8_t first_printable = 0x20;
constexpr std::uint8_t delete_character = 0x7F;

const KeyTop* find_key(std::uint16_t key) {
    const auto* const found =
        std::find_if(key_tops.begin(), key_tops.end(), [key](const KeyTop& top) { return top.key == key; });
    return found == key_tops.end() ? nullptr : found;
}

void set_bit(unsigned& bits, unsigned bit, bool on) {
    bits = on ? bits | bit : bits & ~bit;
}

bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

}  // namespace

KeyTyping::Effect KeyTyping::stroke(std::uint16_t key, std::int32_t value, std::uint8_t& typed) {
    const bool down = value != 0;
    if (key == KEY_LEFTSHIFT || key == KEY_RIGHTSHIFT) {
        set_bit(shifts_, key == KEY_LEFTSHIFT ? left_shift : right_shift, down);
        return Effect::Nothing;
    }
    if (const auto* hold = std::find(other_holds.begin(), other_holds.end(), key); hold != other_holds.end()) {
        set_bit(others_, 1U << static_cast<unsigned>(hold - other_holds.begin()), down);
        return Effect::Nothing;
    }
    if (value != 1) {  // readers hold no key: a repeat is the kernel's while it waits for the next report
        return Effect::Nothing;
    }
    if (key == KEY_CAPSLOCK) {
        capitals_ = !capitals_;
        return Effect::Nothing;
    }
    if (key == KEY_NUMLOCK || key == KEY_SCROLLLOCK) {
        return Effect::Nothing;
    }
    const KeyTop* const top = find_key(key);
    if (top == nullptr || others_ != 0) {
        return Effect::Spoiled;
    }
    const bool shifted = (shifts_ != 0) != (capitals_ && is_letter(top->plain));
    typed = static_cast<std::uint8_t>(shifted ? top->shifted : top->plain);
    return Effect::Typed;
}

void KeyTyping::forget() {
    *this = {};
}

bool is_code_text(BytesView bytes) {
    const bool printable = std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) {
        return (byte >= first_printable && byte != delete_character) || byte == '\t' || byte == group_separator;
    });
    return printable && !bytes.empty() && utf8_to_utf16le(as_text(bytes));
}

void CodeDecoder::feed(BytesView bytes, const Seen& seen) {
    if (speech_ == CodeSpeech::Serial) {
        for (const auto byte : bytes) {
            take_byte(byte, seen);
        }
        return;
    }
    for (const auto byte : bytes) {
        record_.push_back(byte);
        if (record_.size() == sizeof(input_event)) {
            take_event(record_, seen);
            wipe(record_.data(), record_.size());
            record_.clear();
        }
    }
}

void CodeDecoder::take_event(BytesView record, const Seen& seen) {
    input_event event{};
    std::memcpy(&event, record.data(), sizeof event);
    if (event.type == EV_SYN && event.code == SYN_DROPPED) {
        typing_.forget();
        return spoil();
    }
    if (event.type != EV_KEY) {
        return;
    }
    std::uint8_t typed = 0;
    switch (typing_.stroke(event.code, event.value, typed)) {
        case KeyTyping::Effect::Typed:
            return take_byte(typed, seen);
        case KeyTyping::Effect::Spoiled:
            return spoil();
        case KeyTyping::Effect::Nothing:
            return;
    }
}

void CodeDecoder::take_byte(std::uint8_t byte, const Seen& seen) {
    if (byte == '\r' || byte == '\n') {
        return settle(seen);
    }
    begun_ = true;
    if (text_.size() == largest_code) {
        return spoil();
    }
    if (!spoiled_) {
        text_.push_back(byte);
    }
}

void CodeDecoder::spoil() {
    begun_ = true;
    spoiled_ = true;
    wipe(text_.data(), text_.size());
    text_.clear();
}

void CodeDecoder::settle(const Seen& seen) {
    if (!begun_) {
        return;
    }
    SeenCode code;
    code.whole = !spoiled_ && is_code_text(text_);
    if (code.whole) {
        code.text = std::move(text_);
    }
    text_ = {};
    spoiled_ = false;
    begun_ = false;
    seen(std::move(code));
}

void CodeDecoder::forget() {
    typing_.forget();
    wipe(record_.data(), record_.size());
    record_.clear();
    text_ = {};
    spoiled_ = false;
    begun_ = false;
}

}  // namespace doorstep::devices
