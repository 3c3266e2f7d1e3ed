#include "forms/money.hpp"

#include <array>

namespace doorstep::forms {
namespace {

// Full-width digits, point and comma as Chinese input methods give them, and the yuan sign, in plain characters.
std::string plain_characters(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 16> twins = {{{"０", "0"},
                                                                                             {"１", "1"},
                                                                                             {"２", "2"},
                                                                                             {"３", "3"},
                                                                                             {"４", "4"},
                                                                                             {"５", "5"},
                                                                                             {"６", "6"},
                                                                                             {"７", "7"},
                                                                                             {"８", "8"},
                                                                                             {"９", "9"},
                                                                                             {"．", "."},
                                                                                             {"。", "."},
                                                                                             {"，", ","},
                                                                                             {"元", ""},
                                                                                             {"￥", ""},
                                                                                             {"　", " "}}};
    std::string out;
    while (!text.empty()) {
        bool replaced = false;
        for (const auto& [wide, narrow] : twins) {
            if (text.substr(0, wide.size()) == wide) {
                out += narrow;
                text.remove_prefix(wide.size());
                replaced = true;
                break;
            }
        }
        if (!replaced) {
            out += text.front();
            text.remove_prefix(1);
        }
    }
    return out;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Commas stand only where groups of three end ("1,234"): "1,5" may have been meant as one and a half.
bool grouping_fits(std::string_view whole) {
    const auto first = whole.find(',');
    if (first == std::string_view::npos) {
        return true;
    }
    if (first == 0 || first > 3) {
        return false;
    }
    for (std::size_t i = first; i < whole.size(); i += 4) {
        if (whole[i] != ',' || whole.size() - i < 4 || whole.substr(i + 1, 3).find(',') != std::string_view::npos) {
            return false;
        }
    }
    return true;
}

}  // namespace

Result<std::int64_t> parse_yuan(std::string_view typed) {
    const Error bad(FormsError::BadInput, "not an amount in yuan");
    if (typed.size() > 64) {
        return bad;
    }
    std::string text;
    for (const char c : plain_characters(typed)) {
        if (c != ' ') {
            text += c;
        }
    }
    const auto point = text.find('.');
    const std::string_view whole = std::string_view(text).substr(0, point);
    const std::string_view cents =
        point == std::string::npos ? std::string_view{} : std::string_view(text).substr(point + 1);
    if (whole.empty() || !grouping_fits(whole) || (point != std::string::npos && cents.empty())) {
        return bad;
    }
    std::int64_t fen = 0;
    for (const char c : whole) {
        if (c == ',') {
            continue;
        }
        if (!is_digit(c)) {
            return bad;
        }
        fen = fen * 10 + (c - '0');
        if (fen > largest_money_fen) {
            return bad;
        }
    }
    for (std::size_t i = 0; i < 2 || i < cents.size(); ++i) {
        const char c = i < cents.size() ? cents[i] : '0';
        if (!is_digit(c)) {
            return bad;
        }
        if (i < 2) {
            fen = fen * 10 + (c - '0');
        } else if (i == 2 && c >= '5') {
            ++fen;
        }
    }
    return fen > largest_money_fen ? Result<std::int64_t>(bad) : Result<std::int64_t>(fen);
}

std::string format_yuan(std::int64_t fen) {
    // Through unsigned: the smallest int64 has no positive twin.
    const auto magnitude = fen < 0 ? 0 - static_cast<std::uint64_t>(fen) : static_cast<std::uint64_t>(fen);
    std::string digits = std::to_string(magnitude / 100);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    if (const auto cents = magnitude % 100; cents != 0) {
        digits += cents < 10 ? ".0" : ".";
        digits += std::to_string(cents);
    }
    return (fen < 0 ? "-" : "") + digits;
}

std::int64_t month_of_year(std::int64_t annual_fen) {
    const std::int64_t quotient = annual_fen / 12;
    const std::int64_t rest = annual_fen % 12;
    return quotient + (rest >= 6 ? 1 : 0) - (rest < -6 ? 1 : 0);
}

}  // namespace doorstep::forms
