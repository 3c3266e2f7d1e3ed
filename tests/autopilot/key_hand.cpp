#include "tests/autopilot/key_hand.hpp"

#include <chrono>
#include <thread>
#include <vector>

namespace doorstep::autopilot {
namespace {

using nlohmann::json;

constexpr int most_stops = 120;  // of one page; the keys on the screen have forty
// A page that comes gives the focus to its title; a slow machine takes its time.
constexpr int patience_ms = 5000;
constexpr int page_turns_ms = 1500;
constexpr auto look_again = std::chrono::milliseconds(50);

std::chrono::steady_clock::time_point in(int milliseconds) {
    return std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
}

bool fits(const json& control, const json& wanted) {
    const auto name = control.value("name", "");
    return (!wanted.contains("name") || name == wanted["name"]) &&
           (!wanted.contains("prefix") || name.starts_with(wanted["prefix"].get<std::string>())) &&
           (!wanted.contains("role") || control.value("role", "") == wanted["role"]) &&
           control.value("role", "") != "heading" && control.value("role", "") != "label";
}

std::vector<json> fitting(const json& tree, const json& wanted) {
    std::vector<json> found;
    for (const auto& control : tree.value("controls", json::array())) {
        if (fits(control, wanted)) {
            found.push_back(control);
        }
    }
    return found;
}

}  // namespace

void KeyHand::key(const std::string& name) {
    driver_.ask({{"do", "key"}, {"key", name}});
}

json KeyHand::focus() {
    for (const auto end = in(patience_ms);;) {
        const auto answer = driver_.ask({{"do", "focus"}});
        if (answer.value("ok", false) && !answer["control"].value("name", "").empty() && answer.value("seen", false)) {
            return answer["control"];
        }
        if (std::chrono::steady_clock::now() > end) {
            faults_ += "the focus is " + (answer.contains("control") ? answer["control"].dump() : "nowhere") + "\n";
            return nullptr;
        }
        std::this_thread::sleep_for(look_again);
    }
}

bool KeyHand::is_meant(const json& control, const json& wanted) {
    if (!fits(control, wanted)) {
        return false;
    }
    const auto nth = wanted.value("nth", std::size_t{0});
    const auto all = fitting(driver_.ask({{"do", "tree"}}), wanted);
    return all.size() < 2 || (nth < all.size() && all[nth].at("rect") == control.at("rect"));
}

json KeyHand::walk(const json& wanted) {
    for (int stop = 0; stop < most_stops; ++stop) {
        const auto here = focus();
        if (here.is_null()) {
            return {{"ok", false}, {"why", "the focus is lost"}};
        }
        if (is_meant(here, wanted) && here.value("enabled", false)) {
            if (here.value("role", "") != "text") {
                key("Return");
            }
            return {{"ok", true}, {"control", here}};
        }
        key("Tab");
        ++stops_;
    }
    return {{"ok", false}, {"why", "Tab does not come there"}};
}

json KeyHand::press(const json& wanted, int milliseconds) {
    json last{{"ok", false}, {"why", "not there in time"}};
    const auto fold_begins = in(page_turns_ms);
    for (const auto end = in(milliseconds);;) {
        const auto there = fitting(driver_.ask({{"do", "tree"}}), wanted);
        const auto nth = wanted.value("nth", std::size_t{0});
        // What lies below the fold shows only when the focus comes to it.
        const bool perhaps_below = there.empty() && std::chrono::steady_clock::now() > fold_begins;
        if (perhaps_below || (nth < there.size() && there[nth].value("enabled", false))) {
            last = walk(wanted);
            if (last.value("ok", false)) {
                return last;
            }
        }
        if (std::chrono::steady_clock::now() > end) {
            if (!there.empty() && last.value("why", "") == "Tab does not come there") {
                faults_ += "Tab does not come to " + wanted.dump() + "\n";
            }
            return last;
        }
        std::this_thread::sleep_for(look_again);
    }
}

bool KeyHand::type(const std::string& text) {
    for (const char c : text) {
        const std::string name = c == ' ' ? "space" : c == '.' ? "period" : std::string(1, c);
        if (!driver_.ask({{"do", "key"}, {"key", name}}).value("ok", false)) {
            return false;
        }
    }
    return true;
}

bool KeyHand::pick(const std::string& character, const std::string& name_of_earlier) {
    const auto all = driver_.ask({{"do", "tree"}}).value("controls", json::array());
    std::size_t behind = 0;
    while (behind < all.size() && all[behind].value("name", "") != name_of_earlier) {
        ++behind;
    }
    std::size_t first = behind;
    while (first > 0 && all[first - 1].value("role", "") == "push button") {
        --first;
    }
    for (std::size_t at = first; behind < all.size() && at < behind; ++at) {
        if (all[at].value("name", "") == character) {
            key(std::to_string(at - first + 1));
            return true;
        }
    }
    return false;
}

void KeyHand::more() {
    key("Next");
}

}  // namespace doorstep::autopilot
