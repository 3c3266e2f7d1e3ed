#include "device-drivers/cabinet/level.hpp"

#include <algorithm>
#include <cmath>

#include "device-drivers/cabinet/backlight.hpp"
#include "device-drivers/cabinet/volume.hpp"

namespace doorstep {

std::string_view ErrorNames<devices::LevelError>::name(devices::LevelError e) {
    using devices::LevelError;
    switch (e) {
        case LevelError::BadAddress:
            return "BadAddress";
        case LevelError::Missing:
            return "Missing";
        case LevelError::Denied:
            return "Denied";
        case LevelError::Failed:
            return "Failed";
    }
    return "?";
}

}  // namespace doorstep

namespace doorstep::devices {

int LevelRange::percent_of(long value) const {
    const auto part = static_cast<double>(value - least) / static_cast<double>(std::max(most - least, 1L));
    return static_cast<int>(std::lround(std::clamp(part, 0.0, 1.0) * 100));
}

long LevelRange::value_of(int percent) const {
    return least + std::lround(static_cast<double>(most - least) * percent / 100);
}

Result<std::unique_ptr<Level>> make_level(std::string_view address) {
    constexpr std::string_view light = "backlight:";
    constexpr std::string_view sound = "alsa:";
    if (address.starts_with(light)) {
        const auto name = address.substr(light.size());
        if (name.find('/') == std::string_view::npos && !name.starts_with('.')) {
            return make_backlight(std::string(name));
        }
    }
    if (address.starts_with(sound)) {
        const auto rest = address.substr(sound.size());
        const auto slash = std::min(rest.find('/'), rest.size());
        const auto element = rest.substr(std::min(slash + 1, rest.size()));
        return make_volume(std::string(rest.substr(0, slash)), std::string(element));
    }
    return Error(LevelError::BadAddress, "not backlight:[NAME] nor alsa:[CARD[/ELEMENT]]");
}

}  // namespace doorstep::devices
