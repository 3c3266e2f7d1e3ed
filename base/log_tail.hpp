// The last lines of this process' log, for a technician at the station who has no shell. Kept in RAM.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace doorstep::log {

// The oldest goes for the newest.
inline constexpr std::size_t tail_lines = 200;
// Bytes of one; the rest is cut off.
inline constexpr std::size_t longest_tail_line = 300;

// Level info and above, oldest first, each masked (mask_line). Thread-safe.
std::vector<std::string> tail();

}  // namespace doorstep::log
