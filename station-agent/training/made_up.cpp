#include "station-agent/training/made_up.hpp"

#include "base/case_number.hpp"

namespace doorstep::agent {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;

void add_step(wire::CaseInfo& info, const std::string& state, std::int64_t township_ms) {
    auto& step = *info.add_steps();
    step.set_state(state);
    step.set_township_ms(township_ms);
    info.set_state(state);
    info.set_state_ms(township_ms);
}

wire::CaseInfo handed_in_case(const std::string& scheme, std::int64_t submitted_ms) {
    wire::CaseInfo info;
    info.set_case_number(CaseNumber::make_for_training());
    info.set_scheme(scheme);
    info.set_kind(wire::APPLICATION);
    info.set_submitted_ms(submitted_ms);
    info.set_item_state(wire::Item::ACKNOWLEDGED);
    info.set_township_ms(submitted_ms + hour_ms);
    add_step(info, "submitted", submitted_ms);
    add_step(info, "delivered", submitted_ms + hour_ms);
    return info;
}

wire::CaseInfo on_its_way(std::int64_t now_ms) {
    auto info = handed_in_case("dibao", now_ms - 9 * day_ms);
    add_step(info, "accepted", now_ms - 8 * day_ms);
    add_step(info, "surveying", now_ms - 5 * day_ms);
    info.set_note("（练习）工作人员会到您家里看看，请在家里等电话。");
    auto& answer = *info.add_answers();
    answer.set_id("training-answer");
    answer.set_text("（练习）您的申请已经受理，调查正在进行。");
    answer.set_township_ms(now_ms - 4 * day_ms);
    return info;
}

wire::CaseInfo lacks_a_paper(std::int64_t now_ms) {
    auto info = handed_in_case("linshi", now_ms - 3 * day_ms);
    add_step(info, "needs-supplement", now_ms - 2 * day_ms);
    info.set_note("（练习）请补交户口簿的首页和本人那一页。");
    return info;
}

wire::Item item_of(const wire::CaseInfo& info) {
    wire::Item item;
    item.set_submission(info.case_number());
    item.set_case_number(info.case_number());
    item.set_kind(info.kind());
    item.set_state(info.item_state());
    item.set_since_ms(info.submitted_ms());
    item.set_township_ms(info.township_ms());
    return item;
}

}  // namespace

MadeUp make_up(std::int64_t now_ms) {
    MadeUp made_up;
    made_up.cases = {on_its_way(now_ms), lacks_a_paper(now_ms)};
    for (const auto& info : made_up.cases) {
        made_up.items.push_back(item_of(info));
    }
    made_up.message.set_id("training-message");
    made_up.message.set_text("（练习）这是一条练习用的通知，不是乡镇发来的。");
    made_up.message.set_made_ms(now_ms - day_ms);
    return made_up;
}

}  // namespace doorstep::agent
