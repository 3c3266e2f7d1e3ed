// A person who fills in forms by the controller that the screen has, whatever the scheme asks.
#pragma once

#include <functional>

#include "kiosk/app/kiosk.hpp"

namespace doorstep::kiosk {

struct FormHabits {
    bool members = true;        // "has …" is answered with yes
    bool last_options = false;  // the last option is chosen, not the first
};

// Turns the event loop until the condition holds; false when it gave up.
using TurnUntil = std::function<bool(const std::function<bool()>& condition)>;

// What is typed into a field without options; empty when it is left out.
inline QString typed_for(const QVariantMap& field) {
    const auto id = field["id"].toString();
    if (field["kind"] == "money") {
        return "1200";
    }
    if (field["kind"] == "date") {
        return "2026-10-03";
    }
    if (field["kind"] == "digits") {
        return id.endsWith("phone") ? "13800000000" : "2";
    }
    if (field["kind"] != "text") {
        return {};
    }
    return id == "name" || id.endsWith("_name") ? "李四" : id.endsWith("plate") ? "京A12345" : "测试县二村3组8号";
}

// Answers every field of the page that is shown: first (or last) option, a name, an amount.
inline void answer_page(ApplyController& journey, const FormHabits& habits) {
    for (const auto& item : journey.fields()) {
        const auto field = item.toMap();
        const auto options = field["options"].toList();
        if (!options.isEmpty()) {
            const bool no = field["id"].toString().startsWith("has_") && !habits.members;
            const auto& option = no || habits.last_options ? options.last() : options.first();
            journey.enter(field["id"].toString(), option.toMap()["value"].toString());
        } else if (const auto typed = typed_for(field); !typed.isEmpty()) {
            journey.enter(field["id"].toString(), typed);
        }
    }
}

// Through the form up to the first page that is not a page of it. False when one did not give way.
inline bool walk_form(Kiosk& kiosk, const FormHabits& habits, const TurnUntil& turn_until) {
    constexpr int most_pages = 150;
    const auto in_form = [&kiosk] {
        return kiosk.page() == "apply/form" || kiosk.page() == "apply/rows" || kiosk.page() == "apply/notice";
    };
    for (int pages = 0; pages < most_pages && in_form(); ++pages) {
        auto& journey = *qobject_cast<ApplyController*>(kiosk.journey());
        const auto before = kiosk.turn();
        if (kiosk.page() == "apply/rows" && journey.row_lines().isEmpty()) {
            journey.addRow();
        } else {
            answer_page(journey, habits);
            journey.next();
        }
        const auto turned = [&] {
            const auto* shown = qobject_cast<Journey*>(kiosk.journey());
            return kiosk.turn() != before && (shown == nullptr || !shown->busy());
        };
        if (!turn_until(turned)) {
            return false;
        }
    }
    return !in_form();
}

}  // namespace doorstep::kiosk
