#include "forms/letters.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/case_number.hpp"
#include "forms/bounded_json.hpp"

namespace doorstep::forms {
namespace {

struct Field {
    const char* name;
    std::string Letter::*place;
};
constexpr std::array fields{
    Field{"question", &Letter::question}, Field{"correction", &Letter::correction}, Field{"words", &Letter::words},
    Field{"about", &Letter::about},       Field{"case", &Letter::case_number},      Field{"hearing", &Letter::hearing},
    Field{"answer", &Letter::answer},
};

constexpr std::array abouts{std::string_view("decision"), std::string_view("treatment"), std::string_view("listing")};
constexpr std::array answers{std::string_view("comes"), std::string_view("cannot-come"), std::string_view("words"),
                             std::string_view("voice")};

template <class Known>
void keep_known(std::string& value, const Known& known) {
    if (std::find(known.begin(), known.end(), value) == known.end()) {
        value.clear();
    }
}

}  // namespace

std::string letter_json(const Letter& letter) {
    Json json = Json::object();
    for (const auto& field : fields) {
        if (const auto& value = letter.*field.place; !value.empty()) {
            json[field.name] = value;
        }
    }
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Letter> read_letter(std::string_view text) {
    DOORSTEP_TRY(const Json json, parse_object(text));
    Letter letter;
    for (const auto& field : fields) {
        const auto found = json.find(field.name);
        if (found == json.end() || !found->is_string()) {
            continue;
        }
        auto value = found->get<std::string>();
        if (value.size() > longest_letter) {
            return Error(FormsError::TooLarge, field.name);
        }
        letter.*field.place = std::move(value);
    }
    keep_known(letter.about, abouts);
    keep_known(letter.answer, answers);
    const auto number = CaseNumber::parse(letter.case_number);
    letter.case_number = number ? number->digits() : std::string();
    return letter;
}

}  // namespace doorstep::forms
