// Bytes to and from a reader, without waiting; the reader waits in the hub's loop.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::devices {

enum class ChannelError {
    Missing = 1,  // wait until the device is plugged in, then open again
    Denied,       // tell the technician: the hub's user may not open it
    Unplugged,    // close, then as Missing
    Stalled,      // close and open again: the device takes no bytes
};

// Thread-bound. Closed until open() succeeded.
class Channel {
  public:
    virtual ~Channel() = default;
    // Opens the device. Missing, Denied.
    virtual Status open() = 0;
    // Closes it; no effect when closed.
    virtual void close() = 0;
    // The speed from now on; forgets what was received. Unplugged.
    virtual Status set_baud(unsigned baud) = 0;
    // Sends all bytes (a command has a dozen). Unplugged, Stalled.
    virtual Status write(BytesView bytes) = 0;
    // What has arrived, 0 when nothing has. Unplugged.
    virtual Result<std::size_t> read(std::span<std::uint8_t> into) = 0;
    // Throws away what has arrived and was not read.
    virtual void discard() = 0;
    // For poll; -1 when closed.
    virtual int descriptor() const = 0;
    // "serial /dev/ttyUSB0", for the device table.
    virtual std::string name() const = 0;
};

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::ChannelError> {
    static constexpr std::string_view module = "channel";
    static std::string_view name(devices::ChannelError e);
};
