// One value against its field: the name of what is wrong. valijson has the last word, our names come before it.
#pragma once

#include <optional>
#include <string_view>

#include "forms/bounded_json.hpp"
#include "forms/problem.hpp"
#include "forms/scheme_parts.hpp"

namespace doorstep::forms {

// None when the value is right.
std::optional<Problem> check_value(const FieldSpec& spec, const Json& value);
// The stored value of typed text (not empty), or what is wrong with it.
struct Typed {
    Json value;
    std::optional<Problem> problem;
};
Typed value_of_typed(const FieldSpec& spec, std::string_view typed);
// The typed text of a stored value; empty for one of the wrong kind.
std::string typed_of_value(const FieldSpec& spec, const Json& value);
// "fields.phone.problems.bad-phone" when the scheme has words of its own for it, else "problems.bad-phone".
std::string problem_key(const SchemeParts& parts, std::string_view path, Problem problem);

}  // namespace doorstep::forms
