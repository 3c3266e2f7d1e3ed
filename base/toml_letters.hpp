// Looks at a TOML text before toml++ does. Beyond strings and comments TOML has ASCII alone; what else stands there
// takes toml++ 3.3 into a branch that it calls unreachable (`is_non_ascii_horizontal_whitespace`), so that anything may
// happen, where an error was meant. Reentrant.
#pragma once

#include <optional>
#include <string_view>

namespace doorstep {

// The line (from 1) of the first byte beyond ASCII outside strings and comments; nothing when there is none. A byte
// order mark at the beginning is passed over. Of a text that is no TOML the line before which it stopped to be any.
std::optional<int> stray_letter_in_toml(std::string_view text);

}  // namespace doorstep
