#include "base/case_number.hpp"

#include <algorithm>
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

constexpr std::size_t length = 12;
constexpr int good_rest = 1;
constexpr int training_rest = 2;
constexpr std::string_view training_head = "0000";

// Below `range`, each value as likely as the other.
std::uint64_t draw(std::uint64_t range) {
    const std::uint64_t fair = UINT64_MAX - UINT64_MAX % range;
    std::uint64_t drawn = 0;
    do {
        fill_random({reinterpret_cast<std::uint8_t*>(&drawn), sizeof drawn});
    } while (drawn >= fair);
    return drawn % range;
}

// The body with the two digits that make its rest.
std::string with_rest(const std::string& body, int rest) {
    return body + fmt::format("{:02}", 97 + rest - mod97(body + "00"));
}

}  // namespace

CaseNumber CaseNumber::make() {
    constexpr std::uint64_t range = 10'000'000'000;
    return CaseNumber(with_rest(fmt::format("{:010}", draw(range)), good_rest));
}

std::string CaseNumber::make_for_training() {
    constexpr std::uint64_t range = 1'000'000;
    return with_rest(fmt::format("{}{:06}", training_head, draw(range)), training_rest);
}

bool CaseNumber::is_for_training(std::string_view digits) {
    const bool all_digits = std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits.size() == length && all_digits && digits.substr(0, training_head.size()) == training_head &&
           mod97(digits) == training_rest;
}

std::string CaseNumber::grouped(std::string_view digits) {
    if (digits.size() != length) {
        return std::string(digits);
    }
    return fmt::format("{}-{}-{}", digits.substr(0, 4), digits.substr(4, 4), digits.substr(8));
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
    if (digits.size() != length) {
        return CaseNumberError::BadText;
    }
    if (mod97(digits) != good_rest) {
        return CaseNumberError::BadCheckDigits;
    }
    return CaseNumber(std::move(digits));
}

std::string CaseNumber::printed() const {
    return grouped(digits_);
}

}  // namespace doorstep
