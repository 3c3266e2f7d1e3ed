// What every page must keep to, judged on its screenshot and the list of controls beside it (DOMAIN §4.3).
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/shots/picture.hpp"

namespace doorstep::shots {

struct Rules {
    double pixels_per_mm = 1920.0 / 476.0;  // the reference panel, 21.5" 1920×1080
    double smallest_target_mm = 20;
    double lowest_contrast = 4.5;
};

// One line a breach, beginning with the rule's name: target, contrast, overlap, outside, unnamed.
std::vector<std::string> breaches(const Picture& picture, const nlohmann::json& page, const Rules& rules);

}  // namespace doorstep::shots
