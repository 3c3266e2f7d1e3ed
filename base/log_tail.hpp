// The last lines of this process' log, for a technician at the station who has no shell. Kept in RAM.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace doorstep::log {

// The oldest goes for the newest.
inline constexpr std::size_t tail_lines = 200;
// Bytes of one; the rest is cut off.
inline constexpr std::size_t longest_tail_line = 300;

// Level info and above, oldest first, each masked as below. Thread-safe.
std::vector<std::string> tail();

// What may stand on a screen whatever was written: each run of letters beyond ASCII is one ＊, and so is each run of
// six and more digits, with the X behind it. Names, addresses and numbers of persons do not survive it; codes, ports,
// times do.
std::string mask_line(std::string_view line);

}  // namespace doorstep::log
