// What a code reader says, as codes: the bytes of a serial line, or the strokes of one that types like a keyboard.
// Pure, no I/O. Reentrant.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "base/wiped_bytes.hpp"

namespace doorstep::devices {

// A QR code holds at most 7,089 digits; what is longer is no code and is thrown away whole.
constexpr std::size_t largest_code = 7089;

// How a reader speaks.
enum class CodeSpeech {
    Serial,  // bytes; a code ends with CR, LF or a pause
    Keys     // records of the kernel (struct input_event), US layout; a code ends with Enter or a pause
};

// A code that a reader saw.
struct SeenCode {
    WipedBytes text;    // without its end mark; UTF-8 without control characters but TAB and GS
    bool whole = true;  // false: too long, bytes lost, or no such text; `text` is empty then
};

// Strokes to bytes. Keys that type nothing (shift, lamps) are followed, a key that is not on a US keyboard spoils.
class KeyTyping {
  public:
    enum class Effect { Nothing, Typed, Spoiled };
    // `value`: 0 let go, 1 pressed, 2 held. `typed` is set when the effect says so; Enter is '\n'.
    Effect stroke(std::uint16_t key, std::int32_t value, std::uint8_t& typed);
    // Strokes were lost: no key counts as held.
    void forget();

  private:
    unsigned shifts_ = 0;  // bit 0 left, bit 1 right
    unsigned others_ = 0;  // Ctrl, Alt, Meta
    bool capitals_ = false;
};

// Thread-bound.
class CodeDecoder {
  public:
    using Seen = std::function<void(SeenCode)>;
    explicit CodeDecoder(CodeSpeech speech) : speech_(speech) {}
    // Bytes as they came; `seen` is called for each code that ends in them, in order.
    void feed(BytesView bytes, const Seen& seen);
    // Nothing has come for a while: what is in hand is a code without an end mark.
    void settle(const Seen& seen);
    // True while a code has begun and not ended.
    bool in_hand() const { return begun_; }
    // Throws away what is in hand; the line was opened anew.
    void forget();

  private:
    void take_event(BytesView record, const Seen& seen);
    void take_byte(std::uint8_t byte, const Seen& seen);
    void spoil();

    const CodeSpeech speech_;
    KeyTyping typing_;
    Bytes record_;  // the beginning of an event that came in pieces
    WipedBytes text_;
    bool begun_ = false;
    bool spoiled_ = false;
};

// True for text that may be handed on: UTF-8, not empty, no control characters but TAB and GS (0x1D, between the fields
// of trade codes).
bool is_code_text(BytesView bytes);

}  // namespace doorstep::devices
