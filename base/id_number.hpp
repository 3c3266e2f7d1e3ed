// Citizen identity numbers, GB 11643: 6 area + 8 birth + 3 serial (odd male, even female) + 1 check.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/calendar_date.hpp"
#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep {

enum class IdNumberError {
    BadLength = 1,  // ask again: 18 characters are needed
    BadCharacter,   // ask again: digits, and X only at the end
    BadBirthDate,   // ask again: the date in it does not exist
    BadCheckDigit,  // ask again: most likely one digit mistyped or two swapped
};
template <>
struct ErrorNames<IdNumberError> {
    static constexpr std::string_view module = "id-number";
    static std::string_view name(IdNumberError e);
};

// GB/T 2261.1.
enum class Sex : std::uint8_t { Unknown = 0, Male = 1, Female = 2, Unstated = 9 };

// A checked number; wiped when it goes. Has no formatter on purpose: use masked() for people and logs.
class IdNumber {
  public:
    // 18 characters; lower-case x is taken as X. The area code is not judged: abolished codes stand on valid cards.
    static Result<IdNumber> parse(std::string_view text);
    // The whole number, for sealing and comparing only.
    const std::string& plain() const { return text_.view(); }
    // "990***********0024": first three and last four.
    std::string masked() const;
    CalendarDate birth() const;
    Sex sex() const;
    // First six digits, GB/T 2260.
    std::string area() const { return plain().substr(0, 6); }
    friend bool operator==(const IdNumber&, const IdNumber&) = default;

  private:
    explicit IdNumber(std::string text) : text_(std::move(text)) {}
    WipedString text_;
};

// What finds a person under either form of the number: 15 digits of before 1999 (two-digit year, no check character)
// become 18, everything else stays as it is. For looking up only: what stands on the paper is kept.
std::string id_number_search_form(std::string_view text);
// The check character for the first 17 digits; '\0' unless there are exactly 17 digits.
char id_number_check_character(std::string_view first17);

}  // namespace doorstep
