// visible-if: {"field": F, "is": V} | {"field": F, "one-of": [V, …]} | {"field": F, "answered": true|false} |
// {"all": [C, …]} | {"any": [C, …]} | {"not": C}. In a row F is the row's field; "/F" is the form's.
#pragma once

#include <string>
#include <vector>

#include "forms/bounded_json.hpp"

namespace doorstep::forms {

struct Condition {
    enum class Kind { Always, OneOf, Answered, All, Any, Not };
    Kind kind = Kind::Always;
    std::string field;
    std::vector<Json> values;
    bool answered = true;
    std::vector<Condition> inner;
};

// Where fields are looked up.
struct Scope {
    const Json& answers;
    const Json* row = nullptr;
    // The answer, or nullptr.
    const Json* find(const std::string& field) const;
};

// BadScheme when it is none.
Result<Condition> read_condition(const Json& json);
// True when it holds; an unanswered field "is" nothing.
bool holds(const Condition& condition, const Scope& scope);
// Each field that the condition looks at.
std::vector<std::string> fields_of(const Condition& condition);

}  // namespace doorstep::forms
