#include "base/id_number.hpp"

#include <algorithm>
#include <array>

#include "base/masking.hpp"

namespace doorstep {

std::string_view ErrorNames<IdNumberError>::name(IdNumberError e) {
    switch (e) {
        case IdNumberError::BadLength:
            return "BadLength";
        case IdNumberError::BadCharacter:
            return "BadCharacter";
        case IdNumberError::BadBirthDate:
            return "BadBirthDate";
        case IdNumberError::BadCheckDigit:
            return "BadCheckDigit";
    }
    return "?";
}

char id_number_check_character(std::string_view first17) {
    const bool digits = std::all_of(first17.begin(), first17.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (first17.size() != 17 || !digits) {
        return '\0';
    }
    constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += weights.at(i) * (first17[i] - '0');
    }
    return std::string_view("10X98765432")[static_cast<std::size_t>(sum % 11)];
}

std::string id_number_search_form(std::string_view text) {
    constexpr std::size_t old_size = 15;
    constexpr std::size_t area_size = 6;
    if (text.size() != old_size) {
        return std::string(text);
    }
    const auto first = std::string(text.substr(0, area_size)) + "19" + std::string(text.substr(area_size));
    const char check = id_number_check_character(first);
    return check == '\0' ? std::string(text) : first + check;
}

Result<IdNumber> IdNumber::parse(std::string_view text) {
    if (text.size() != 18) {
        return IdNumberError::BadLength;
    }
    const char expected = id_number_check_character(text.substr(0, 17));
    const char last = text[17] == 'x' ? 'X' : text[17];
    if (expected == '\0' || ((last < '0' || last > '9') && last != 'X')) {
        return IdNumberError::BadCharacter;
    }
    if (!CalendarDate::parse_compact(text.substr(6, 8))) {
        return IdNumberError::BadBirthDate;
    }
    if (last != expected) {
        return IdNumberError::BadCheckDigit;
    }
    return IdNumber(std::string(text.substr(0, 17)) + last);
}

std::string IdNumber::masked() const {
    return mask_number(plain());
}

CalendarDate IdNumber::birth() const {
    return CalendarDate::parse_compact(std::string_view(plain()).substr(6, 8)).value_or(CalendarDate{});
}

Sex IdNumber::sex() const {
    return (plain()[16] - '0') % 2 == 1 ? Sex::Male : Sex::Female;
}

}  // namespace doorstep
