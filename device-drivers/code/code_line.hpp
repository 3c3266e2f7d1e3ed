// The node of a code reader: a serial line, or an event node of the kernel that nobody else hears while it is open.
// Thread-bound.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "device-drivers/code/code_messages.hpp"

namespace doorstep::devices {

enum class CodeLineError {
    BadAddress = 1,  // stop at start and say the key
    Missing,         // look again later: nothing there, or unplugged
    Denied,          // tell the technician: the hub's user may not open it
    WrongKind,       // tell the technician: no serial line, or no keyboard (never grabbed: it may be the touch screen)
    Taken            // tell the technician: another program holds it, its strokes would be shared
};

// Where a reader is and how it speaks.
struct CodeAddress {
    CodeSpeech speech = CodeSpeech::Serial;
    std::filesystem::path device;
    unsigned baud = 9600;  // of a serial line
};

// "serial:DEVICE[?baud=N]" or "keys:DEVICE"; BadAddress for anything else.
Result<CodeAddress> parse_code_address(std::string_view text);

// What the device says of itself; empty where it says nothing.
struct CodeIdentity {
    std::string model;
    std::string serial;
    std::string transport;  // "serial /dev/ttyACM0", "keys 1eab:0c03 /dev/input/event5"
};

// Closed until open() succeeded.
class CodeLine {
  public:
    virtual ~CodeLine() = default;
    // Opens it for this process alone and throws away what waits there. Missing, Denied, WrongKind, Taken.
    virtual Status open(const CodeAddress& address) = 0;
    virtual void close() = 0;
    // What has come, 0 when nothing has. Missing.
    virtual Result<std::size_t> read(std::span<std::uint8_t> into) = 0;
    // For poll; -1 when closed.
    virtual int descriptor() const = 0;
    // Of the device that was opened last.
    virtual const CodeIdentity& identity() const = 0;
};

// The node itself; a recording stands in its place in tests/devices/.
std::unique_ptr<CodeLine> make_code_line();

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::CodeLineError> {
    static constexpr std::string_view module = "code-line";
    static std::string_view name(devices::CodeLineError e);
};
