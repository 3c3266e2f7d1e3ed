// What stands on an identity card: plain values, wiped when they go. No formatter and no log operator on purpose.
#pragma once

#include <cstdint>
#include <optional>

#include "base/calendar_date.hpp"
#include "base/id_number.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::devices {

enum class CardVariant : std::uint8_t { Citizen = 1, HmtPermit, Foreign2017, Foreign2023 };

// One card. Texts are UTF-8 without padding, empty where the layout has no such field.
struct Card {
    CardVariant variant = CardVariant::Citizen;
    WipedString name;
    WipedString number;
    Sex sex = Sex::Unknown;
    WipedString nation;  // GB 3304, two digits
    CalendarDate birth;
    WipedString address;
    WipedString issuer;
    CalendarDate valid_from;
    std::optional<CalendarDate> valid_until;  // none: 长期
    WipedString english_name;
    WipedString country;
    WipedString pass_number;

    // By the legal day given; a note, never a refusal (the clock may be wrong).
    bool expired(const CalendarDate& today) const { return valid_until && *valid_until < today; }
};

}  // namespace doorstep::devices
