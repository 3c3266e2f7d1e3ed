// A serial line (or pseudo terminal): 8N1, raw.
#pragma once

#include <filesystem>
#include <memory>

#include "device-drivers/idcard/channel.hpp"

namespace doorstep::devices {

// A closed channel to that device; a link is followed at each open, so that a re-plugged device is found again.
std::unique_ptr<Channel> make_serial_channel(std::filesystem::path device);

}  // namespace doorstep::devices
