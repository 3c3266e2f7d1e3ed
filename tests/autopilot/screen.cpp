#include "tests/autopilot/screen.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <future>
#include <thread>

#include "base/clock.hpp"

namespace doorstep::autopilot {
namespace {

using nlohmann::json;

std::string what_showed(const json& answer) {
    std::string all = answer.value("why", "");
    for (const auto& name : answer.value("showing", json::array())) {
        all += " | " + name.get<std::string>();
    }
    return all;
}

// The characters of UTF-8 text, one string each.
std::vector<std::string> characters(const std::string& text) {
    std::vector<std::string> out;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0) == 0x80 && !out.empty()) {
            out.back() += c;
        } else {
            out.emplace_back(1, c);
        }
    }
    return out;
}

}  // namespace

Screen::Screen(const std::vector<std::string>& driver, std::filesystem::path shots, Report& report)
    : driver_(driver), shots_(std::move(shots)), report_(report) {
    if (!shots_.empty()) {
        std::filesystem::create_directories(shots_);
    }
}

void Screen::speak(const Words& words) {
    below_ = words.app("Show more below");
    above_ = words.app("Show more above");
    earlier_ = words.app("Earlier characters");
    driver_.ask({{"do", "off"}, {"description", words.app("Cannot be used yet")}});
}

void Screen::use_keys() {
    keys_ = std::make_unique<KeyHand>(driver_);
}

bool Screen::pick_by_key(const std::string& character, int most_pages) {
    // Of the first page once more: its candidates come a moment after the letters.
    for (int page = 0; page <= most_pages; ++page) {
        pause();
        if (keys_->pick(character, earlier_)) {
            return true;
        }
        if (page > 0) {
            keys_->more();
        }
    }
    return report_.check(false, "a candidate is picked by its digit");
}

void Screen::judge_focus() {
    if (!keys_->faults().empty() && !tolerant_) {
        report_.check(false, "the focus can be seen, has a name and goes on", keys_->faults());
    }
    keys_->forget_faults();
}

namespace {

bool fits(const json& control, const json& wanted) {
    const auto name = control.value("name", "");
    return (!wanted.contains("name") || name == wanted["name"]) &&
           (!wanted.contains("prefix") || name.starts_with(wanted["prefix"].get<std::string>())) &&
           (!wanted.contains("role") || control.value("role", "") == wanted["role"]);
}

// Where the page's content may be touched: from the heading's end to the bottom bar (or the keyboard above it).
std::pair<int, int> room_of(const json& controls, int height) {
    int top = 0;
    int bottom = height;
    for (const auto& control : controls) {
        const auto& rect = control.at("rect");
        const int y = rect[1].get<int>();
        if (control.value("role", "") == "heading" && top == 0) {
            top = y + rect[3].get<int>();
        }
        const bool bar =
            control.value("role", "") == "push button" && y > height * 8 / 10 && y + rect[3].get<int>() <= height - 60;
        bottom = bar ? std::min(bottom, y) : bottom;
    }
    return {top, bottom};
}

// Content below the fold has its place beneath the bar's buttons: a touch there would be theirs.
bool lies_under_another(const json& control, const json& controls) {
    const auto& mine = control.at("rect");
    return std::any_of(controls.begin(), controls.end(), [&](const json& other) {
        const auto& rect = other.at("rect");
        const auto apart = [&](int from, int size) {
            return mine[from].get<int>() >= rect[from].get<int>() + rect[size].get<int>() ||
                   rect[from].get<int>() >= mine[from].get<int>() + mine[size].get<int>();
        };
        return other != control && other.value("role", "") == "push button" && !apart(0, 2) && !apart(1, 3);
    });
}

}  // namespace

void Screen::bring_into_view(const json& wanted) {
    for (int tries = 0; tries < 25 && !below_.empty(); ++tries) {
        const auto tree = controls();
        const auto list = tree.value("controls", json::array());
        const int height = tree.value("screen", json::array({1920, 1080}))[1].get<int>();
        int nth = wanted.value("nth", 0);
        const json* found = nullptr;
        for (const auto& control : list) {
            if (fits(control, wanted) && nth-- == 0) {
                found = &control;
                break;
            }
        }
        const auto there = [&list](const std::string& name) {
            return std::any_of(list.begin(), list.end(),
                               [&](const json& c) { return c.value("name", "") == name && c.value("enabled", false); });
        };
        if (found == nullptr && there(below_)) {
            driver_.ask({{"do", "click"}, {"name", below_}, {"timeout_ms", 2000}});
            continue;  // what lies below the glass is not in the tree at all
        }
        const auto [top, bottom] = room_of(list, height);
        const int middle = found != nullptr ? (*found)["rect"][1].get<int>() + (*found)["rect"][3].get<int>() / 2 : 0;
        const bool in_bar = found != nullptr && middle > bottom && (*found)["rect"][1].get<int>() >= bottom &&
                            middle < height - 60 && !lies_under_another(*found, list);
        const bool scrolls = found != nullptr &&
                             ((*found)["rect"][1].get<int>() + (*found)["rect"][3].get<int>() > bottom || middle < top);
        const auto& way = middle < top ? above_ : below_;
        if (!scrolls || !there(way) || in_bar) {
            return;
        }
        driver_.ask({{"do", "click"}, {"name", way}, {"timeout_ms", 2000}});
    }
}

// Also a key: the last row of a pad may lie below the fold, where a bar takes the touch.
json Screen::click(json wanted, int milliseconds) {
    if (keys_) {
        std::this_thread::sleep_for(std::chrono::milliseconds(pace_));
        auto answer = keys_->press(wanted, milliseconds);
        judge_focus();
        return answer;
    }
    bring_into_view(wanted);
    std::this_thread::sleep_for(std::chrono::milliseconds(pace_));
    wanted["do"] = "click";
    wanted["timeout_ms"] = milliseconds;
    return driver_.ask(wanted);
}

bool Screen::judge(const json& answer, const std::string& what) {
    const bool good = answer.value("ok", false);
    return tolerant_ ? good : report_.check(good, what, what_showed(answer));
}

bool Screen::touch(const std::string& name, int seconds) {
    return touch_nth(name, 0, seconds);
}

bool Screen::touch_nth(const std::string& name, int nth, int seconds) {
    const auto answer = click({{"name", name}, {"nth", nth}}, seconds * 1000);
    return judge(answer, "touch " + name);
}

bool Screen::touch_prefix(const std::string& prefix, int seconds) {
    const auto answer = click({{"prefix", prefix}}, seconds * 1000);
    return judge(answer, "touch " + prefix + "…");
}

bool Screen::see(const std::string& text, int seconds) {
    const auto answer = driver_.ask({{"do", "wait"}, {"any", {{{"contains", text}}}}, {"timeout_ms", seconds * 1000}});
    return judge(answer, "see " + text);
}

int Screen::see_any(const std::vector<std::string>& texts, int seconds) {
    json any = json::array();
    for (const auto& text : texts) {
        any.push_back({{"contains", text}});
    }
    const auto answer = driver_.ask({{"do", "wait"}, {"any", any}, {"timeout_ms", seconds * 1000}});
    return answer.value("ok", false) ? answer.value("which", -1) : -1;
}

bool Screen::gone(const std::string& text, int seconds) {
    return driver_.ask({{"do", "gone"}, {"contains", text}, {"timeout_ms", seconds * 1000}}).value("ok", false);
}

bool Screen::shows(const std::string& text) {
    return see_any({text}, 0) == 0;
}

bool Screen::enabled(const std::string& name) {
    const auto all = controls().value("controls", json::array());
    return std::any_of(all.begin(), all.end(),
                       [&](const json& one) { return one.value("name", "") == name && one.value("enabled", false); });
}

bool Screen::type(const std::string& text) {
    if (keys_) {
        return report_.check(keys_->type(text), "text is typed on a keyboard");
    }
    for (const auto& key : characters(text)) {
        const auto answer = click({{"name", key}, {"role", "push button"}}, 8000);
        if (!answer.value("ok", false)) {
            return judge(answer, "type a key");
        }
    }
    return true;
}

bool Screen::touch_if_there(const std::string& name, int patience_ms) {
    if (keys_) {
        return click({{"name", name}}, patience_ms).value("ok", false);
    }
    return driver_.ask({{"do", "click"}, {"name", name}, {"timeout_ms", patience_ms}}).value("ok", false);
}

bool Screen::touch_role(const std::string& role, int nth) {
    const auto answer = click({{"role", role}, {"nth", nth}}, 8000);
    return judge(answer, "touch " + role + " " + std::to_string(nth));
}

int Screen::count_prefix(const std::string& prefix) {
    const auto all = controls().value("controls", json::array());
    return static_cast<int>(std::count_if(all.begin(), all.end(),
                                          [&](const json& one) { return one.value("name", "").starts_with(prefix); }));
}

bool Screen::wait_count_prefix(const std::string& prefix, int count, int seconds) {
    for (int i = 0; i < seconds * 5; ++i) {
        if (count_prefix(prefix) >= count) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    return false;
}

void Screen::pause() {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
}

std::optional<std::int64_t> Screen::heading_changes_after(const std::function<void()>& act) {
    json place;
    for (const auto& control : controls().value("controls", json::array())) {
        if (place.is_null() && control.value("role", "") == "heading") {
            place = control.at("rect");
        }
    }
    if (place.is_null()) {
        return std::nullopt;
    }
    auto change = std::async(std::launch::async, [&] {
        return driver_.ask({{"do", "watch"}, {"rect", place}, {"timeout_ms", 10'000}});
    });
    // The watch must have looked once before anything happens.
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    const auto start = monotonic_milliseconds();
    act();
    const auto answer = change.get();
    return answer.value("ok", false) ? std::optional(answer.at("at").get<std::int64_t>() - start) : std::nullopt;
}

json Screen::controls() {
    return driver_.ask({{"do", "tree"}});
}

void Screen::shot(const std::string& page) {
    if (shots_.empty() || !kept_.insert(page).second) {
        return;
    }
    auto tree = controls();
    tree["page"] = page;
    std::ofstream(shots_ / (page + ".json")) << tree.dump(1) << '\n';
    const auto saved = driver_.ask({{"do", "shot"}, {"file", (shots_ / (page + ".png")).native()}});
    report_.check(saved.value("ok", false), "picture of " + page, saved.value("why", ""));
}

}  // namespace doorstep::autopilot
