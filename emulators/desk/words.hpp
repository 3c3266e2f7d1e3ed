// The words a person types at the bench desk, as orders to emulators.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/error.hpp"

namespace doorstep::emulators {

struct DeskOrder {
    std::string emulator;  // "card-reader", "scanner", …
    nlohmann::json order;
};

// {"insert-card", "li-guihua"} and the like; the detail of a Refused is the list of what can be said. Relative file
// names become absolute: the emulator has another working folder.
Result<DeskOrder> desk_order(const std::vector<std::string>& words);
// All that can be said, one line each.
std::string desk_help();

}  // namespace doorstep::emulators
