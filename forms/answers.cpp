#include "forms/answers.hpp"

#include "forms/shown_answers.hpp"
#include "forms/value_check.hpp"

namespace doorstep::forms {
namespace {

Result<const FieldSpec*> field_at(const Scheme& scheme, const Place& place, std::string_view id) {
    const Page* page = page_at(scheme, place);
    if (page == nullptr) {
        return Error(FormsError::NoSuchPage);
    }
    for (const auto& field : page->fields) {
        if (field.id == id) {
            return &scheme.parts().fields.at(field_path(field.group, field.id));
        }
    }
    return Error(FormsError::NoSuchField);
}

// The object that holds a place's fields; makes the row that is one behind the last.
Result<Json*> holder_at(Json& answers, const FieldSpec& spec, int row) {
    if (spec.field.group.empty()) {
        return &answers;
    }
    Json& rows = answers[spec.field.group];
    if (!rows.is_array()) {
        rows = Json::array();
    }
    const auto at = static_cast<std::size_t>(row);
    if (row < 0 || at > rows.size()) {
        return Error(FormsError::NoSuchRow);
    }
    if (at == rows.size()) {
        rows.push_back(Json::object());
    }
    if (!rows[at].is_object()) {
        rows[at] = Json::object();
    }
    return &rows[at];
}

}  // namespace

Result<std::string> prefill(const Scheme& scheme, std::string_view answers, const CardIdentity& card) {
    DOORSTEP_TRY(Json json, parse_object(answers));
    const auto& map = scheme.parts().card;
    const auto put = [&](const char* from, const Json& value, bool is_empty) {
        const auto to = map.find(from);
        if (to == map.end()) {
            return;
        }
        if (is_empty) {
            json.erase(to->second);
        } else {
            json[to->second] = value;
        }
    };
    put("name", card.name, card.name.empty());
    put("number", card.number, card.number.empty());
    put("address", card.address, card.address.empty());
    put("read-from-chip", card.read_from_chip, false);
    return json.dump();
}

Result<Entered> enter(const Scheme& scheme, std::string_view answers, const Place& place, std::string_view field,
                      std::string_view typed) {
    DOORSTEP_TRY(const FieldSpec* spec, field_at(scheme, place, field));
    DOORSTEP_TRY(Json json, parse_object(answers));
    DOORSTEP_TRY(Json * holder, holder_at(json, *spec, place.row));
    const auto wrong = [&](Problem problem) {
        return Entered{{}, problem, problem_key(scheme.parts(), field_path(spec->field.group, field), problem)};
    };
    if (typed.size() > largest_string) {
        return wrong(Problem::TooLong);
    }
    if (typed.find_first_not_of(" \t\n") == std::string_view::npos) {
        holder->erase(std::string(field));
        return Entered{json.dump(), std::nullopt, {}};
    }
    auto value = value_of_typed(*spec, typed);
    if (value.problem) {
        return wrong(*value.problem);
    }
    (*holder)[std::string(field)] = std::move(value.value);
    std::string text;
    try {
        text = json.dump();
    } catch (const Json::exception&) {
        return wrong(Problem::WrongKind);  // the typed text was no UTF-8
    }
    DOORSTEP_CHECK(check_bounds(text));
    return Entered{std::move(text), std::nullopt, {}};
}

Result<std::string> entered(const Scheme& scheme, std::string_view answers, const Place& place,
                            std::string_view field) {
    DOORSTEP_TRY(const FieldSpec* spec, field_at(scheme, place, field));
    DOORSTEP_TRY(const Json json, parse_object(answers));
    const Json* holder = &json;
    if (!spec->field.group.empty()) {
        const Json& rows = rows_of(json, spec->field.group);
        if (place.row < 0 || static_cast<std::size_t>(place.row) >= rows.size() ||
            !rows[static_cast<std::size_t>(place.row)].is_object()) {
            return std::string();
        }
        holder = &rows[static_cast<std::size_t>(place.row)];
    }
    const auto found = holder->find(std::string(field));
    return found == holder->end() ? std::string() : typed_of_value(*spec, *found);
}

Result<int> row_count(std::string_view answers, std::string_view group) {
    DOORSTEP_TRY(const Json json, parse_object(answers));
    return static_cast<int>(rows_of(json, group).size());
}

Result<std::string> remove_row(std::string_view answers, std::string_view group, int row) {
    DOORSTEP_TRY(Json json, parse_object(answers));
    const auto found = json.find(std::string(group));
    if (found == json.end() || !found->is_array() || row < 0 || static_cast<std::size_t>(row) >= found->size()) {
        return Error(FormsError::NoSuchRow);
    }
    found->erase(static_cast<std::size_t>(row));
    return json.dump();
}

Result<std::string> without_hidden(const Scheme& scheme, std::string_view answers) {
    DOORSTEP_TRY(const Json json, shown_answers(scheme.parts(), answers));
    return json.dump();
}

}  // namespace doorstep::forms
