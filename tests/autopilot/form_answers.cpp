// What the autopilot's people answer. Schemes have the same keys for the same questions, so one list a person is
// enough.
#include "tests/autopilot/form_pilot.hpp"

namespace doorstep::autopilot {

std::map<std::string, Answer> small_household() {
    return {
        {"pages.economic-check.title", {"options.given", "", "", ""}},
        {"pages.truth-promise.title", {"fields.truth_promise.options.true", "", "", ""}},
        {"fields.living_same_as_card.label", {"options.true", "", "", ""}},
        {"fields.living_address.label", {"", "", "liushucun", "柳树村"}},
        {"fields.hukou_kind.label", {"fields.hukou_kind.options.rural", "", "", ""}},
        {"fields.marital.label", {"fields.marital.options.20", "", "", ""}},
        {"fields.reason.label", {"fields.reason.options.illness", "", "", ""}},
        {"fields.health.label", {"fields.health.options.chronic", "", "", ""}},
        {"fields.work.label", {"fields.work.options.farming", "", "", ""}},
        {"fields.has_members.label", {"options.true", "", "", ""}},
        {"fields.members.name.label", {"", "", "li", "李"}},
        {"fields.members.relation.label", {"fields.members.relation.options.10", "", "", ""}},
        {"fields.members.is_adult.label", {"options.yes", "", "", ""}},
        {"fields.members.cohabiting.label", {"options.true", "", "", ""}},
        {"fields.members.health.label", {"fields.members.health.options.good", "", "", ""}},
        {"fields.members.work.label", {"fields.members.work.options.farming", "", "", ""}},
        {"fields.has_obligors.label", {"fields.has_obligors.options.no", "", "", ""}},
        {"fields.income_wages.label", {"", "3600", "", ""}},
        {"fields.house.label", {"fields.house.options.own", "", "", ""}},
        {"fields.has_vehicle.label", {"fields.has_vehicle.options.no", "", "", ""}},
        {"fields.staff_relative.label", {"fields.staff_relative.options.no", "", "", ""}},
    };
}

std::map<std::string, Answer> lone_person() {
    auto answers = small_household();
    answers["fields.has_members.label"] = {"options.false", "", "", ""};
    answers["fields.marital.label"] = {"fields.marital.options.30", "", "", ""};
    // Nearly poor, or with great bills.
    answers["fields.refused_before.label"] = {"options.yes", "", "", ""};
    answers["fields.main_spending.label"] = {"fields.main_spending.options.medical", "", "", ""};
    answers["fields.rigid_medical.label"] = {"", "8200", "", ""};
    // Nobody who cares for one.
    answers["fields.ground.label"] = {"fields.ground.options.old", "", "", ""};
    answers["fields.can_work.label"] = {"options.no", "", "", ""};
    answers["fields.income_sources.label"] = {"fields.income_sources.options.land", "", "", ""};
    for (const std::string deed : {"eat", "dress", "bed", "toilet", "walk", "bathe"}) {
        answers["fields.adl_" + deed + ".label"] = {"fields.adl_" + deed + ".options.yes", "", "", ""};
    }
    answers["fields.care_mode.label"] = {"fields.care_mode.options.home", "", "", ""};
    answers["fields.has_carer.label"] = {"fields.has_carer.options.no", "", "", ""};
    // A fire.
    answers["fields.kind.label"] = {"fields.kind.options.sudden", "", "", ""};
    answers["fields.event.label"] = {"fields.event.options.fire", "", "", ""};
    answers["fields.urgency.label"] = {"fields.urgency.options.later", "", "", ""};
    answers["fields.what_happened.label"] = {"", "", "huozai fangwu daota", "火灾 房屋 倒塌"};
    answers["fields.event_place.label"] = {"", "", "liushucun cunkou", "柳树村 村口"};
    answers["fields.for_whom.label"] = {"fields.for_whom.options.self", "", "", ""};
    return answers;
}

}  // namespace doorstep::autopilot
