// The light of a screen by the kernel's backlight class: numbers in small files.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "device-drivers/cabinet/level.hpp"

namespace doorstep::devices {

// The one of that name below `folder`; without a name the one that the firmware drives before the platform's before a
// raw one, as the kernel recommends. Even at 0 percent the screen is not dark: a dark one cannot be turned up by touch.
std::unique_ptr<Level> make_backlight(std::string name, std::filesystem::path folder = "/sys/class/backlight");

}  // namespace doorstep::devices
