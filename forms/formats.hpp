// The named formats that a schema may use instead of patterns (a pattern on a long text crashes valijson).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "forms/problem.hpp"
#include "forms/scheme.hpp"

namespace doorstep::forms {

// Kind of field for a format name; none for a name outside the closed list.
std::optional<FieldKind> kind_of_format(std::string_view format);
// What is wrong with a stored text of that kind; none when it is right. Other kinds than texts: none.
std::optional<Problem> check_format(FieldKind kind, std::string_view text);
// As it is stored: outer blanks gone; x → X in ID numbers; blanks and dashes gone from phones; plates in capitals.
std::string normalised(FieldKind kind, std::string_view typed);

}  // namespace doorstep::forms
