// From what a person types to a case.
#pragma once

#include <string>
#include <string_view>

#include "township/archive/archive.hpp"

namespace doorstep::township {

// 12 digits of the case; `text` is a case number with or without dashes and blanks, or a submission's id.
// NoSuchCase in words.
Result<std::string> find_case(Archive& archive, std::string_view text);

}  // namespace doorstep::township
