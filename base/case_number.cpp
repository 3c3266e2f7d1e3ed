#include "base/case_number.hpp"

#include <cstdint>

#include <fmt/format.h>

#include "base/uuid.hpp"

namespace doorstep {
namespace {

int mod97(std::string_view digits) {
    int rest = 0;
    for (const char c : digits) {
        rest = (rest * 10 + (c - '0')) % 97;
    }
    return rest;
}

}  // namespace

CaseNumber CaseNumber::make() {
    constexpr std::uint64_t range = 10'000'000'000;
    constexpr std::uint64_t fair = UINT64_MAX - UINT64_MAX % range;
    std::uint64_t drawn = 0;
    do {
        fill_random({reinterpret_cast<std::uint8_t*>(&drawn), sizeof drawn});
    } while (drawn >= fair);
    const std::string body = fmt::format("{:010}", drawn % range);
    return CaseNumber(body + fmt::format("{:02}", 98 - mod97(body + "00")));
}

Result<CaseNumber> CaseNumber::parse(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            digits += c;
        } else if (c != '-' && c != ' ') {
            return CaseNumberError::BadText;
        }
    }
    if (digits.size() != 12) {
        return CaseNumberError::BadText;
    }
    if (mod97(digits) != 1) {
        return CaseNumberError::BadCheckDigits;
    }
    return CaseNumber(std::move(digits));
}

std::string CaseNumber::printed() const {
    return digits_.substr(0, 4) + "-" + digits_.substr(4, 4) + "-" + digits_.substr(8);
}

}  // namespace doorstep
