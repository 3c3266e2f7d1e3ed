#include "forms/bounded_json.hpp"

#include <set>
#include <vector>

namespace doorstep::forms {

Status check_bounds(std::string_view text) {
    if (text.size() > largest_text) {
        return FormsError::TooLarge;
    }
    std::size_t depth = 0;
    std::size_t string_start = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c != '"' && i - string_start > largest_string) {
                return Error(FormsError::TooLarge, "a string is too long");
            }
            i += c == '\\' ? 1 : 0;
            in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
            string_start = i;
        } else if (c == '{' || c == '[') {
            if (++depth > deepest_nesting) {
                return FormsError::TooDeep;
            }
        } else if (c == '}' || c == ']') {
            depth -= depth > 0 ? 1 : 0;
        }
    }
    return {};
}

Result<Json> parse_object(std::string_view text) {
    DOORSTEP_CHECK(check_bounds(text));
    std::vector<std::set<std::string>> keys;
    bool twice = false;
    const auto watch = [&](int /*depth*/, Json::parse_event_t event, Json& parsed) {
        if (event == Json::parse_event_t::object_start) {
            keys.emplace_back();
        } else if (event == Json::parse_event_t::object_end && !keys.empty()) {
            keys.pop_back();
        } else if (event == Json::parse_event_t::key && !keys.empty()) {
            twice = !keys.back().insert(parsed.get<std::string>()).second || twice;
        }
        return true;
    };
    Json value = Json::parse(text.begin(), text.end(), watch, false);
    if (value.is_discarded() || !value.is_object()) {
        return Error(FormsError::BadJson, "not a JSON object");
    }
    if (twice) {
        return Error(FormsError::BadJson, "a key stands twice");
    }
    return value;
}

}  // namespace doorstep::forms
