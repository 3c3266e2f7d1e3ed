#include "tests/autopilot/day_plan.hpp"

#include <array>
#include <cstdio>

namespace doorstep::autopilot {
namespace {

enum class Brings { Nothing, Papers };
constexpr auto nothing = Brings::Nothing;
constexpr auto papers = Brings::Papers;

Visitor comes(Errand errand, const std::string& card) {
    Visitor visitor;
    visitor.errand = errand;
    visitor.who.card = card;
    return visitor;
}

Visitor applies(const std::string& scheme, const std::string& card, Brings brings = nothing) {
    auto visitor = comes(Errand::Apply, card);
    visitor.scheme = scheme;
    visitor.who.answers = lone_person();
    visitor.who.papers = brings == papers;
    return visitor;
}

// Without a readable card: what lies on the reader first, if anything, cannot be read.
Visitor types(const std::string& scheme, const TypedIdentity& identity, const std::string& card = {}) {
    auto visitor = applies(scheme, card);
    visitor.who.typed = identity;
    return visitor;
}

Visitor checks_in(const std::string& card) {
    return comes(Errand::CheckIn, card);
}

Visitor comes_again(const std::string& card) {
    return comes(Errand::MyCase, card);
}

Visitor in_english(Visitor visitor) {
    visitor.language = "en";
    return visitor;
}

Visitor with_household(Visitor visitor) {
    visitor.who.answers = small_household();
    return visitor;
}

Visitor at_power_cut(Visitor visitor) {
    visitor.power_cut = true;
    return visitor;
}

Visitor answering(Visitor visitor, const std::string& key, const Answer& answer) {
    visitor.who.answers[key] = answer;
    return visitor;
}

// The form asks for whom; that somebody acts for another is known by its answers alone.
Visitor for_another(Visitor visitor, const std::string& whom, const TypedIdentity& other) {
    visitor = answering(std::move(visitor), "fields.for_whom.label", {"fields.for_whom.options." + whom, "", "", ""});
    visitor = answering(std::move(visitor), "fields.for_name.label", {"", "", other.pinyin, other.name});
    return answering(std::move(visitor), "fields.for_number.label", {"", other.number, "", ""});
}

const TypedIdentity sun_wei;
const TypedIdentity zhang_guihua{"zhang gui hua", "张 桂 花", "990303194803150022"};
const TypedIdentity wang_xiu{"wang xiu", "王 秀", "990303196009220029"};
const TypedIdentity child{"zhao xiao yu", "赵 小 雨", "99010220120601006X"};
const TypedIdentity neighbour{"wang gui hua", "王 桂 花", ""};

}  // namespace

DayPlan day_plan() {
    const Answer now{"fields.urgency.options.now", "", "", ""};
    DayPlan day;
    day.visitors = {
        comes(Errand::CheckInByFace, "li-guihua"),
        applies("dibao", "wang-jianguo"),
        checks_in("zhang-xiuying"),
        applies("tekun", "chen-defu"),
        types("dibao", sun_wei),
        in_english(with_household(applies("dibao", "deng-hongmei", papers))),
        checks_in("nameless-long"),
        applies("dibao-margin", "cao-yongkang"),
        // 10 h
        for_another(applies("linshi", "zhao-guoqiang"), "family", child),
        checks_in("peng-guizhen"),
        applies("rigid-spending", "tang-meiling"),
        in_english(checks_in("han-suqin")),
        applies("tekun", "gao-shoucheng"),
        answering(applies("linshi", "ma-zhanlin"), "fields.urgency.label", now),
        checks_in("liu-expired"),
        at_power_cut(with_household(applies("dibao", "he-yulan", papers))),
        types("tekun", zhang_guihua, "bad-unreadable"),
        in_english(applies("linshi", "wong-hongkong")),
        checks_in("shen-baotian"),
        applies("dibao-margin", "xu-tianfu"),
        in_english(applies("rigid-spending", "qiu-wenbin")),
        checks_in("bai-jinsuo"),
        // 14 h
        for_another(applies("linshi", "jiang-dashan"), "other", neighbour),
        checks_in("wei-xiulan"),
        applies("dibao-margin", "luo-chunxiang", papers),
        comes_again("wang-jianguo"),
        applies("tekun", "lin-fengying"),
        applies("rigid-spending", "sun-fingerprints"),
        comes_again("cao-yongkang"),
        in_english(applies("dibao-margin", "yu-lihua")),
        checks_in("dong-shuangxi"),
        types("rigid-spending", wang_xiu, "bad-checksum"),
        comes_again("chen-defu"),
    };
    day.line_down = 8;
    day.line_back = 22;
    return day;
}

std::string hour_of(const DayPlan& plan, std::size_t visitor) {
    constexpr std::size_t opens = 8 * 60;
    constexpr std::size_t open_for = 9 * 60;
    const auto minute = opens + visitor * open_for / plan.visitors.size();
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "%02zu:%02zu", minute / 60 % 24, minute % 60);
    return text.data();
}

}  // namespace doorstep::autopilot
