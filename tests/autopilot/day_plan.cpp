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

Visitor coming_for(Visitor visitor, const ForWhom& another) {
    visitor.who.for_whom = another;
    return visitor;
}

Visitor reports(const std::string& card, const ForWhom& another) {
    return coming_for(comes(Errand::Report, card), another);
}

// About the case that was handed in before by that card: the own hand's where it is the same.
Visitor asks(const std::string& card, const ForWhom& another, const std::string& whose_case) {
    auto visitor = coming_for(comes(Errand::Ask, card), another);
    visitor.asks_about = whose_case;
    return visitor;
}

// Has every page read; the clerk comes to that page and helps from there on.
Visitor cannot_read(Visitor visitor, const std::string& helped_at) {
    visitor.who.hears = true;
    visitor.who.helped_at = helped_at;
    return visitor;
}

Visitor signed_by_thumb(Visitor visitor) {
    visitor.who.signs_by_thumb = true;
    return visitor;
}

const TypedIdentity sun_wei;
const TypedIdentity zhang_guihua{"zhang gui hua", "张 桂 花", "990303194803150022"};
const TypedIdentity wang_xiu{"wang xiu", "王 秀", "990303196009220029"};
const ForWhom child{
    "I am the parent or guardian", "Father or mother", "", {"zhao xiao yu", "赵 小 雨", "99010220120601006X"}};
const ForWhom neighbour{"The person asked me to come",
                        "Neighbour or friend",
                        "Too ill or too old to come",
                        {"wang gui hua", "王 桂 花", "990303195008150028"},
                        true};
const ForWhom mother{
    "I live in the same household", "Son or daughter", "", {"wang xiu", "王 秀", "990303194202110017"}};
const ForWhom husband{
    "I live in the same household", "Husband or wife", "", {"sun wei", "孙 伟", "990303193809090011"}};
const ForWhom brother_in_law{
    "I live in the same household", "Another relative", "", {"wang jian guo", "王 建 国", "990102197208080011"}};

}  // namespace

DayPlan day_plan() {
    const Answer now{"fields.urgency.options.now", "", "", ""};
    DayPlan day;
    day.visitors = {
        comes(Errand::CheckInByFace, "li-guihua"),
        signed_by_thumb(cannot_read(with_household(applies("dibao", "wang-jianguo")), "")),
        checks_in("zhang-xiuying"),
        cannot_read(applies("tekun", "chen-defu"), "fields.living_same_as_card.label"),
        types("dibao", sun_wei),
        in_english(with_household(applies("dibao", "deng-hongmei", papers))),
        checks_in("nameless-long"),
        applies("dibao-margin", "cao-yongkang"),
        // 10 h
        coming_for(applies("linshi", "zhao-guoqiang"), child),
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
        coming_for(applies("linshi", "jiang-dashan"), neighbour),
        reports("wei-xiulan", husband),
        coming_for(applies("dibao-margin", "luo-chunxiang", papers), mother),
        comes_again("wang-jianguo"),
        applies("tekun", "lin-fengying"),
        asks("jiang-dashan", neighbour, "jiang-dashan"),
        applies("rigid-spending", "sun-fingerprints"),
        comes_again("cao-yongkang"),
        in_english(applies("dibao-margin", "yu-lihua")),
        checks_in("dong-shuangxi"),
        types("rigid-spending", wang_xiu, "bad-checksum"),
        asks("zhang-xiuying", brother_in_law, "wang-jianguo"),
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
