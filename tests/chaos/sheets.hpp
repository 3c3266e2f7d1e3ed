// Sheets of paper with a number on them that a scanner's resolution and JPEG cannot take away: so that each page that
// comes out of the hub can be told from all others. Reentrant.
#pragma once

#include <filesystem>
#include <optional>

#include "emulators/media/picture.hpp"

namespace doorstep::chaos {

// Numbers from 0 to this.
constexpr unsigned largest_sheet = (1U << 20U) - 1;

// An A4 sheet with the number in black and white squares and a check sum beside it.
emulators::Picture draw_sheet(unsigned number);
// The number on a picture of such a sheet of any size; nothing when there is none or its check sum is wrong.
std::optional<unsigned> read_sheet(const emulators::Picture& picture);

}  // namespace doorstep::chaos
