// Templates and words, in the program itself: a paper never depends on a file that may be missing.
#pragma once

#include <string_view>

namespace doorstep::papers {

// Content of a file of this room by its name; empty when there is none. Written by embed.cmake.
std::string_view embedded(std::string_view name);

}  // namespace doorstep::papers
