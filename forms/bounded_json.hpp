// JSON of outside bytes: bounds are checked before a parser sees the text (valijson and nlohmann recurse).
#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "forms/forms_error.hpp"

namespace doorstep::forms {

using Json = nlohmann::json;

// TooLarge or TooDeep when the text breaks a bound of forms_error.hpp; judges nothing else.
Status check_bounds(std::string_view text);
// The object in the text. BadJson also for a key that stands twice in one object and for anything but an object.
Result<Json> parse_object(std::string_view text);

}  // namespace doorstep::forms
