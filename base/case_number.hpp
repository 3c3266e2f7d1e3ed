// Case numbers (DESIGN rule 11): 10 random digits + 2 check digits (ISO 7064 MOD 97-10), printed 4-4-4.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace doorstep {

enum class CaseNumberError {
    BadText = 1,    // ask again: 12 digits are needed
    BadCheckDigits  // ask again: mistyped
};
template <>
struct ErrorNames<CaseNumberError> {
    static constexpr std::string_view module = "case-number";
    static std::string_view name(CaseNumberError e) {
        return e == CaseNumberError::BadText ? "BadText" : "BadCheckDigits";
    }
};

// Random on purpose: it tells nothing about person, place or order (SECURITY 26).
class CaseNumber {
  public:
    // A new one from the kernel's random source.
    static CaseNumber make();
    // 12 digits, with or without dashes and blanks.
    static Result<CaseNumber> parse(std::string_view text);
    // "123456789012"
    const std::string& digits() const { return digits_; }
    // "1234-5678-9012"
    std::string printed() const;

    // A number for an exercise, 12 digits that begin with 0000: parse() takes it nowhere (BadCheckDigits), so that no
    // township and no kiosk holds it for a case.
    static std::string make_for_training();
    // Whether these 12 digits are such a number.
    static bool is_for_training(std::string_view digits);
    // Grouped for people: 12 digits 4-4-4, whatever their check digits; any other text as it is.
    static std::string grouped(std::string_view digits);

    friend bool operator==(const CaseNumber&, const CaseNumber&) = default;

  private:
    explicit CaseNumber(std::string digits) : digits_(std::move(digits)) {}
    std::string digits_;
};

}  // namespace doorstep
