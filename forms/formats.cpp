#include "forms/formats.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/calendar_date.hpp"
#include "base/id_number.hpp"

namespace doorstep::forms {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_digit);
}

// Old permanent-residence cards: three letters and twelve digits.
bool is_old_foreign_number(std::string_view text) {
    return text.size() == 15 && std::all_of(text.begin(), text.begin() + 3, is_capital) && all_digits(text.substr(3));
}

// Mobile, land line with or without area code, and the short numbers of a village exchange.
bool is_phone(std::string_view text) {
    if (!text.empty() && text.front() == '+') {
        text.remove_prefix(1);
    }
    return text.size() >= 5 && text.size() <= 15 && all_digits(text);
}

// One Han character (three UTF-8 bytes), one letter, then five or six letters, digits or one of the end marks.
bool is_plate(std::string_view text) {
    if (text.size() < 9 || (static_cast<unsigned char>(text[0]) & 0xF0) != 0xE0 || !is_capital(text[3])) {
        return false;
    }
    std::string_view rest = text.substr(4);
    for (const std::string_view mark : {"学", "警", "挂", "领", "港", "澳"}) {
        if (rest.size() > mark.size() && rest.substr(rest.size() - mark.size()) == mark) {
            rest.remove_suffix(mark.size());
            return rest.size() == 4 &&
                   std::all_of(rest.begin(), rest.end(), [](char c) { return is_digit(c) || is_capital(c); });
        }
    }
    return (rest.size() == 5 || rest.size() == 6) &&
           std::all_of(rest.begin(), rest.end(), [](char c) { return is_digit(c) || is_capital(c); });
}

bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F; });
}

std::string trimmed(std::string_view text) {
    constexpr std::string_view wide_blank = "　";
    bool again = true;
    while (again && !text.empty()) {
        again = false;
        if (std::isspace(static_cast<unsigned char>(text.front())) != 0) {
            text.remove_prefix(1);
            again = true;
        } else if (text.substr(0, wide_blank.size()) == wide_blank) {
            text.remove_prefix(wide_blank.size());
            again = true;
        } else if (std::isspace(static_cast<unsigned char>(text.back())) != 0) {
            text.remove_suffix(1);
            again = true;
        } else if (text.size() >= wide_blank.size() && text.substr(text.size() - wide_blank.size()) == wide_blank) {
            text.remove_suffix(wide_blank.size());
            again = true;
        }
    }
    return std::string(text);
}

}  // namespace

std::optional<FieldKind> kind_of_format(std::string_view format) {
    static constexpr std::array<std::pair<std::string_view, FieldKind>, 7> formats = {{
        {"id-number", FieldKind::IdNumber},
        {"phone", FieldKind::Phone},
        {"plate", FieldKind::Plate},
        {"calendar-date", FieldKind::Date},
        {"money-fen", FieldKind::Money},
        {"person-name", FieldKind::Name},
        {"address", FieldKind::Address},
    }};
    for (const auto& [name, kind] : formats) {
        if (name == format) {
            return kind;
        }
    }
    return std::nullopt;
}

std::optional<Problem> check_format(FieldKind kind, std::string_view text) {
    const auto unless = [](bool right, Problem problem) {
        return right ? std::nullopt : std::optional<Problem>(problem);
    };
    switch (kind) {
        case FieldKind::IdNumber:
            return unless(IdNumber::parse(text).has_value() || is_old_foreign_number(text), Problem::BadIdNumber);
        case FieldKind::Phone:
            return unless(is_phone(text), Problem::BadPhone);
        case FieldKind::Plate:
            return unless(is_plate(text), Problem::BadPlate);
        case FieldKind::Date:
            return unless(CalendarDate::parse(text).has_value(), Problem::BadDate);
        case FieldKind::Text:
        case FieldKind::Name:
        case FieldKind::Address:
            return unless(!has_control_character(text), Problem::WrongKind);
        default:
            return std::nullopt;
    }
}

std::string normalised(FieldKind kind, std::string_view typed) {
    std::string text = trimmed(typed);
    const auto without = [&text](std::string_view characters) {
        text.erase(std::remove_if(text.begin(), text.end(),
                                  [&](char c) { return characters.find(c) != std::string_view::npos; }),
                   text.end());
    };
    if (kind == FieldKind::Phone) {
        without(" -()");
    } else if (kind == FieldKind::IdNumber || kind == FieldKind::Plate) {
        without(" -");
        std::transform(text.begin(), text.end(), text.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        if (const auto dot = text.find("·"); kind == FieldKind::Plate && dot != std::string::npos) {
            text.erase(dot, std::string_view("·").size());
        }
    }
    return text;
}

}  // namespace doorstep::forms
