#include "forms/condition.hpp"

#include <algorithm>

namespace doorstep::forms {
namespace {

Error bad(std::string_view why) {
    return {FormsError::BadScheme, "visible-if: " + std::string(why)};
}

Result<Condition> read_inner(const Json& list, Condition::Kind kind) {
    if (!list.is_array() || list.empty()) {
        return bad("all and any need a list");
    }
    Condition out;
    out.kind = kind;
    for (const auto& item : list) {
        DOORSTEP_TRY(auto inner, read_condition(item));
        out.inner.push_back(std::move(inner));
    }
    return out;
}

Result<Condition> read_field(const Json& json) {
    Condition out;
    if (json.size() != 2 || !json.contains("field") || !json["field"].is_string()) {
        return bad("field and one of is, one-of, answered are needed");
    }
    out.field = json["field"].get<std::string>();
    if (json.contains("is")) {
        out.kind = Condition::Kind::OneOf;
        out.values = {json["is"]};
    } else if (json.contains("one-of") && json["one-of"].is_array()) {
        out.kind = Condition::Kind::OneOf;
        out.values = json["one-of"].get<std::vector<Json>>();
    } else if (json.contains("answered") && json["answered"].is_boolean()) {
        out.kind = Condition::Kind::Answered;
        out.answered = json["answered"].get<bool>();
    } else {
        return bad("unknown comparison");
    }
    return out;
}

}  // namespace

const Json* Scope::find(const std::string& field) const {
    const bool top = !field.empty() && field.front() == '/';
    const Json& where = row != nullptr && !top ? *row : answers;
    if (!where.is_object()) {
        return nullptr;
    }
    const auto found = where.find(top ? field.substr(1) : field);
    return found == where.end() || found->is_null() ? nullptr : &*found;
}

Result<Condition> read_condition(const Json& json) {
    if (!json.is_object()) {
        return bad("an object is needed");
    }
    if (json.size() == 1 && json.contains("all")) {
        return read_inner(json["all"], Condition::Kind::All);
    }
    if (json.size() == 1 && json.contains("any")) {
        return read_inner(json["any"], Condition::Kind::Any);
    }
    if (json.size() == 1 && json.contains("not")) {
        return read_inner(Json::array({json["not"]}), Condition::Kind::Not);
    }
    return read_field(json);
}

bool holds(const Condition& condition, const Scope& scope) {
    const auto inner_holds = [&scope](const Condition& inner) { return holds(inner, scope); };
    switch (condition.kind) {
        case Condition::Kind::Always:
            return true;
        case Condition::Kind::OneOf: {
            const Json* answer = scope.find(condition.field);
            return answer != nullptr &&
                   std::find(condition.values.begin(), condition.values.end(), *answer) != condition.values.end();
        }
        case Condition::Kind::Answered:
            return (scope.find(condition.field) != nullptr) == condition.answered;
        case Condition::Kind::All:
            return std::all_of(condition.inner.begin(), condition.inner.end(), inner_holds);
        case Condition::Kind::Any:
            return std::any_of(condition.inner.begin(), condition.inner.end(), inner_holds);
        case Condition::Kind::Not:
            return !holds(condition.inner.front(), scope);
    }
    return false;
}

std::vector<std::string> fields_of(const Condition& condition) {
    std::vector<std::string> fields;
    if (!condition.field.empty()) {
        fields.push_back(condition.field);
    }
    for (const auto& inner : condition.inner) {
        const auto more = fields_of(inner);
        fields.insert(fields.end(), more.begin(), more.end());
    }
    return fields;
}

}  // namespace doorstep::forms
