// A SAM module on USB, by libusb: a single pair of bulk pipes, or four of them (header and rest apart). Which of the
// two is seen from the endpoints, never from the ids.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "device-drivers/idcard/channel.hpp"

namespace doorstep::devices {

struct UsbId {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    friend bool operator==(const UsbId&, const UsbId&) = default;
};

// Which devices are tried. The ids prove nothing (one is shared with devices of other kinds): they only say which are
// worth asking for a module's status.
struct UsbReaders {
    std::vector<UsbId> ids;
    std::string serial;  // only the device with this serial number; empty: any
};

// "0400:c35a"; nothing when it is none.
std::optional<UsbId> parse_usb_id(std::string_view text);

// A closed channel to the devices that fit. open() takes the first of them that has the pipes of a SAM module;
// set_baud(), which the driver calls before each probe, goes on to the next one when the last probe got no byte
// and there is another one.
// Transfers run on a thread of the channel: no call here waits for a device, but for the end of the thread when the
// channel is destroyed (at most 2.2 s).
std::unique_ptr<Channel> make_usb_channel(UsbReaders readers);

}  // namespace doorstep::devices
