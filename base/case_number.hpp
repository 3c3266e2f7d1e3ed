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
    friend bool operator==(const CaseNumber&, const CaseNumber&) = default;

  private:
    explicit CaseNumber(std::string digits) : digits_(std::move(digits)) {}
    std::string digits_;
};

}  // namespace doorstep
