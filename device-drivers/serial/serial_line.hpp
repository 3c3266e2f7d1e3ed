// What every driver on a serial line (or pseudo terminal) does to it: 8N1, raw, reads that do not wait. Reentrant.
#pragma once

#include <optional>
#include <string_view>

namespace doorstep::devices {

// True for the speeds that SAM modules and receipt printers know.
bool is_serial_baud(unsigned baud);

// Of the lines RTS and CTS: without, or as the device's own setting is.
enum class FlowControl { Off, AsFound };

// Nothing when it is done, else the name of the call that failed (errno says why); an unknown speed counts as
// "tcgetattr".
std::optional<std::string_view> make_raw(int descriptor, unsigned baud, FlowControl flow);

}  // namespace doorstep::devices
