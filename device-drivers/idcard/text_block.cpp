#include "device-drivers/idcard/text_block.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/encoding.hpp"

namespace doorstep {

std::string_view ErrorNames<devices::TextBlockError>::name(devices::TextBlockError e) {
    using devices::TextBlockError;
    switch (e) {
        case TextBlockError::BadLength:
            return "BadLength";
        case TextBlockError::BadText:
            return "BadText";
        case TextBlockError::UnknownType:
            return "UnknownType";
        case TextBlockError::BadField:
            return "BadField";
        case TextBlockError::BadCheckDigit:
            return "BadCheckDigit";
    }
    return "?";
}

}  // namespace doorstep

namespace doorstep::devices {
namespace {

enum class Field {
    Name,
    Sex,
    Nation,
    Birth,
    Address,
    Number,
    Issuer,
    ValidFrom,
    ValidUntil,
    EnglishName,
    EnglishNameRest,
    Country,
    PassNumber,
    Skipped
};
struct Part {
    Field field;
    std::size_t bytes;
};

// DOMAIN §2.1; each layout sums to 256.
constexpr std::array citizen{Part{Field::Name, 30},   Part{Field::Sex, 2},        Part{Field::Nation, 4},
                             Part{Field::Birth, 16},  Part{Field::Address, 70},   Part{Field::Number, 36},
                             Part{Field::Issuer, 30}, Part{Field::ValidFrom, 16}, Part{Field::ValidUntil, 16},
                             Part{Field::Skipped, 36}};
constexpr std::array permit{Part{Field::Name, 30},       Part{Field::Sex, 2},        Part{Field::Skipped, 4},
                            Part{Field::Birth, 16},      Part{Field::Address, 70},   Part{Field::Number, 36},
                            Part{Field::Issuer, 30},     Part{Field::ValidFrom, 16}, Part{Field::ValidUntil, 16},
                            Part{Field::PassNumber, 18}, Part{Field::Skipped, 18}};
constexpr std::array foreign_2017{Part{Field::EnglishName, 120}, Part{Field::Sex, 2},    Part{Field::Number, 30},
                                  Part{Field::Country, 6},       Part{Field::Name, 30},  Part{Field::ValidFrom, 16},
                                  Part{Field::ValidUntil, 16},   Part{Field::Birth, 16}, Part{Field::Skipped, 20}};
constexpr std::array foreign_2023{Part{Field::Name, 30},        Part{Field::Sex, 2},
                                  Part{Field::Skipped, 4},      Part{Field::Birth, 16},
                                  Part{Field::EnglishName, 70}, Part{Field::Number, 36},
                                  Part{Field::Skipped, 30},     Part{Field::ValidFrom, 16},
                                  Part{Field::ValidUntil, 16},  Part{Field::EnglishNameRest, 22},
                                  Part{Field::Country, 6},      Part{Field::Skipped, 8}};

struct Layout {
    char letter;
    CardVariant variant;
    std::span<const Part> parts;
};
constexpr std::array layouts{Layout{' ', CardVariant::Citizen, citizen}, Layout{'J', CardVariant::HmtPermit, permit},
                             Layout{'I', CardVariant::Foreign2017, foreign_2017},
                             Layout{'Y', CardVariant::Foreign2023, foreign_2023}};

constexpr std::size_t size_of(std::span<const Part> parts) {
    std::size_t sum = 0;
    for (const auto& part : parts) {
        sum += part.bytes;
    }
    return sum;
}
static_assert(size_of(citizen) == text_block_size && size_of(permit) == text_block_size &&
              size_of(foreign_2017) == text_block_size && size_of(foreign_2023) == text_block_size);

constexpr std::size_t type_offset = 248;

// A zero there counts as blank: some cards pad the reserved field so.
const Layout* layout_of(BytesView block) {
    if (block[type_offset + 1] != 0) {
        return nullptr;
    }
    const char letter = block[type_offset] == 0 ? ' ' : static_cast<char>(block[type_offset]);
    const auto* const found =
        std::find_if(layouts.begin(), layouts.end(), [letter](const Layout& l) { return l.letter == letter; });
    return found == layouts.end() ? nullptr : found;
}

Result<std::string> trimmed(BytesView bytes) {
    auto text = utf16le_to_utf8(bytes);
    if (!text) {
        return TextBlockError::BadText;
    }
    while (!text->empty() && (text->back() == ' ' || text->back() == '\0')) {
        text->pop_back();
    }
    if (std::any_of(text->begin(), text->end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
        wipe(*text);
        return Error(TextBlockError::BadText, "control character");
    }
    return std::move(*text);
}

Result<CalendarDate> date(const std::string& text, std::string_view field) {
    const auto parsed = CalendarDate::parse_compact(text);
    if (!parsed) {
        return Error(TextBlockError::BadField, std::string(field));
    }
    return *parsed;
}

Status set_sex(Card& card, const std::string& text) {
    if (text.size() != 1 || std::string_view("0129").find(text[0]) == std::string_view::npos) {
        return Error(TextBlockError::BadField, "sex");
    }
    card.sex = static_cast<Sex>(text[0] - '0');
    return {};
}

Status set_nation(Card& card, const std::string& text) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 2 || !digit(text[0]) || !digit(text[1])) {
        return Error(TextBlockError::BadField, "nation");
    }
    card.nation = WipedString(text);
    return {};
}

Status set_valid_until(Card& card, const std::string& text) {
    if (text == "长期") {
        card.valid_until.reset();
        return {};
    }
    DOORSTEP_TRY(card.valid_until, date(text, "valid until"));
    return {};
}

Status set_field(Card& card, Field field, const std::string& text) {
    switch (field) {
        case Field::Sex:
            return set_sex(card, text);
        case Field::Nation:
            return set_nation(card, text);
        case Field::ValidUntil:
            return set_valid_until(card, text);
        case Field::Birth: {
            DOORSTEP_TRY(card.birth, date(text, "birth"));
            return {};
        }
        case Field::ValidFrom: {
            DOORSTEP_TRY(card.valid_from, date(text, "valid from"));
            return {};
        }
        case Field::Name:
            card.name = WipedString(text);
            return {};
        case Field::Address:
            card.address = WipedString(text);
            return {};
        case Field::Number:
            card.number = WipedString(text);
            return {};
        case Field::Issuer:
            card.issuer = WipedString(text);
            return {};
        case Field::EnglishName:
            card.english_name = WipedString(text);
            return {};
        case Field::EnglishNameRest:
            card.english_name = WipedString(card.english_name.view() + text);
            return {};
        case Field::Country:
            card.country = WipedString(text);
            return {};
        case Field::PassNumber:
            card.pass_number = WipedString(text);
            return {};
        case Field::Skipped:
            return {};
    }
    return {};
}

// Three letters of the country and twelve digits; this older number has no public check rule.
bool is_old_foreign_number(std::string_view text) {
    const auto between = [](char low, char high) { return [=](char c) { return c >= low && c <= high; }; };
    return text.size() == 15 && std::all_of(text.begin(), text.begin() + 3, between('A', 'Z')) &&
           std::all_of(text.begin() + 3, text.end(), between('0', '9'));
}

Status check_number(Card& card) {
    if (card.variant == CardVariant::Foreign2017) {
        return is_old_foreign_number(card.number.view()) ? Status() : Error(TextBlockError::BadField, "number");
    }
    const auto number = IdNumber::parse(card.number.view());
    if (!number) {
        return number.error().is(IdNumberError::BadCheckDigit) ? Error(TextBlockError::BadCheckDigit)
                                                               : Error(TextBlockError::BadField, "number");
    }
    card.number = WipedString(number->plain());
    return {};
}

Status check_name(const Card& card) {
    return card.name.empty() && card.english_name.empty() ? Error(TextBlockError::BadField, "name") : Status();
}

}  // namespace

Result<Card> parse_text_block(BytesView block) {
    if (block.size() != text_block_size) {
        return TextBlockError::BadLength;
    }
    const Layout* const layout = layout_of(block);
    if (layout == nullptr) {
        return TextBlockError::UnknownType;
    }
    Card card;
    card.variant = layout->variant;
    std::size_t at = 0;
    for (const auto& part : layout->parts) {
        if (part.field != Field::Skipped) {
            DOORSTEP_TRY(std::string text, trimmed(block.subspan(at, part.bytes)));
            Status set = set_field(card, part.field, text);
            wipe(text);
            DOORSTEP_CHECK(std::move(set));
        }
        at += part.bytes;
    }
    DOORSTEP_CHECK(check_name(card));
    DOORSTEP_CHECK(check_number(card));
    return card;
}

Result<std::vector<WipedString>> parse_new_addresses(BytesView data) {
    if (data.size() % new_address_size != 0 || data.size() > most_new_addresses * new_address_size) {
        return TextBlockError::BadLength;
    }
    std::vector<WipedString> addresses;
    for (std::size_t at = 0; at < data.size(); at += new_address_size) {
        DOORSTEP_TRY(std::string text, trimmed(data.subspan(at, new_address_size)));
        if (!text.empty()) {
            addresses.emplace_back(text);
        }
        wipe(text);
    }
    return addresses;
}

}  // namespace doorstep::devices
