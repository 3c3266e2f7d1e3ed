// What of a person may stand on a screen or in a log: the one place where masks are made (SECURITY 21).
#pragma once

#include <string>
#include <string_view>

namespace doorstep {

// Name for greeting and lists: the first character stays, each other becomes ＊ ("王＊＊"). UTF-8 in, UTF-8 out.
std::string mask_name(std::string_view name);
// ID, account or pass number: first three and last four stay; shorter than nine is hidden whole.
std::string mask_number(std::string_view number);
// Phone: first three and last two stay; shorter than seven is hidden whole.
std::string mask_phone(std::string_view phone);
// A line of a log: each run of letters beyond ASCII is one ＊, and so is each run of six and more digits, with the X
// behind it. Names, addresses and numbers of persons do not survive it whatever was written; codes, ports, times do.
std::string mask_line(std::string_view line);

}  // namespace doorstep
