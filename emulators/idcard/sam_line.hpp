// The bytes on the line to a SAM module, seen from the module: strict, pure, without I/O.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/wiped_bytes.hpp"

namespace doorstep::emulators {

// SW3 of an answer (DEVICES §1).
enum class Sw : std::uint8_t {
    Ok = 0x90,
    Found = 0x9F,
    BadChecksum = 0x10,
    BadLength = 0x11,
    BadCommand = 0x21,
    ReadFailed = 0x41,
    NotAuthorised = 0x66,
    FindFailed = 0x80,
    SelectFailed = 0x81,
    NoContent = 0x91,
};

// One command as the host sent it.
struct SamCommand {
    bool checksum_good = true;
    bool length_good = true;
    std::uint8_t command = 0;
    std::uint8_t parameter = 0;
    Bytes data;
};

// Preamble, Len, 00 00 SW3, data, CHK.
Bytes sam_answer(Sw sw, BytesView data = {});

// Cuts what the host sends into commands. Counts what lies outside frames: a clean driver sends none.
class SamLine {
  public:
    // Takes what arrived.
    void feed(BytesView bytes);
    // The next whole command, if there is one. A Len under 3 or over 64 gives one with length_good = false.
    std::optional<SamCommand> next();
    // Forgets a half received frame (baud changed, line cut).
    void clear() { buffer_.clear(); }
    // Bytes that belonged to no frame since the start.
    std::size_t stray_bytes() const { return stray_; }

  private:
    void drop(std::size_t count);
    Bytes buffer_;
    std::size_t stray_ = 0;
};

}  // namespace doorstep::emulators
