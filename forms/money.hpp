// Money is integer fen. An annual amount is authoritative: add first, round once (DOMAIN 1.6), never month × 12.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "forms/forms_error.hpp"

namespace doorstep::forms {

// 100 million yuan: above it an amount at a village kiosk is a typing error.
inline constexpr std::int64_t largest_money_fen = 10'000'000'000;

// "1234.5", "1,234.50", "１２３４" (full width) yuan → fen; a third decimal and more are rounded half up, once.
// BadInput for anything else, for a negative amount and over largest_money_fen.
Result<std::int64_t> parse_yuan(std::string_view text);
// 123450 → "1,234.50"; whole yuan without decimals ("1,234"). Negative amounts get a leading "-".
std::string format_yuan(std::int64_t fen);
// Annual fen → fen a month, rounded half up once: for showing, never to be multiplied again.
std::int64_t month_of_year(std::int64_t annual_fen);

}  // namespace doorstep::forms
