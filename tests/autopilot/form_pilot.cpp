#include "tests/autopilot/form_pilot.hpp"

#include <algorithm>

namespace doorstep::autopilot {
namespace {

constexpr int most_pages = 80;  // a form that is longer than this goes in circles
constexpr int most_candidate_pages = 6;

std::string page_name(const std::string& key) {
    std::string name = key;
    std::replace(name.begin(), name.end(), '.', '-');
    return "form-" + name;
}

}  // namespace

FormPilot::FormPilot(Screen& screen, const Words& words, std::map<std::string, Answer> answers)
    : screen_(screen), words_(words), answers_(std::move(answers)) {}

std::string FormPilot::heading() {
    for (const auto& control : screen_.controls().value("controls", nlohmann::json::array())) {
        if (control.value("role", "") == "heading") {
            return control.value("name", "");
        }
    }
    return {};
}

std::string FormPilot::key_of(const std::string& heading) const {
    return words_.scheme_key_of(heading);
}

bool FormPilot::has_row() {
    return screen_.wait_count_prefix(words_.app("Remove") + " ", 1, 1);
}

// What stands in the page's field already.
std::string FormPilot::typed_before() {
    for (const auto& control : screen_.controls().value("controls", nlohmann::json::array())) {
        if (control.value("role", "") == "text") {
            return control.value("text", "");
        }
    }
    return {};
}

bool FormPilot::rows(const std::string& key) {
    if (key == "pages.members.title" && !has_row()) {
        return screen_.touch(words_.app("Add a person"));
    }
    return screen_.touch(words_.app("Next"));
}

bool FormPilot::answer(const std::string& key) {
    screen_.shot(page_name(key.empty() ? "unknown" : key));
    if (key == "pages.members.title" || key == "pages.obligors.title") {
        return rows(key);
    }
    const auto found = answers_.find(key);
    if (found != answers_.end()) {
        const auto& a = found->second;
        if (!a.choice.empty() && !screen_.touch(words_.scheme(a.choice))) {
            return false;
        }
        const bool types = (!a.pinyin.empty() || !a.typed.empty()) && typed_before().empty();
        if (types && !screen_.touch_role("text", 0)) {
            return false;
        }
        if (types && !a.pinyin.empty() && !type_words(screen_, words_, a.pinyin, a.picked)) {
            return false;
        }
        if (types && !a.typed.empty() && !screen_.type(a.typed)) {
            return false;
        }
    }
    // A notice that only wants to be read has another word on its button.
    const int which = screen_.see_any({words_.app("I have read this"), words_.app("Next")});
    return screen_.touch(words_.app(which == 0 ? "I have read this" : "Next"));
}

bool type_character(Screen& screen, const Words& words, const std::string& pinyin, const std::string& character) {
    if (!screen.type(pinyin)) {
        return false;
    }
    if (screen.by_keys()) {
        return screen.pick_by_key(character, most_candidate_pages);
    }
    constexpr int patience_ms = 5000;  // the row of a slow machine comes late
    for (int page = 0; page < most_candidate_pages && screen.see_any({character}, 2) < 0; ++page) {
        screen.touch_if_there(words.app("More characters"), patience_ms);
    }
    return screen.touch(character, 5);
}

bool type_words(Screen& screen, const Words& words, const std::string& pinyin, const std::string& picked) {
    const auto letters = autopilot::words(pinyin);
    const auto candidates = autopilot::words(picked);
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (!type_character(screen, words, letters[i], candidates.at(i))) {
            return false;
        }
    }
    return true;
}

bool FormPilot::until_heading(const std::vector<std::string>& ends) {
    std::string before;
    int same = 0;
    for (int page = 0; page < most_pages; ++page) {
        const std::string now = heading();
        if (std::find(ends.begin(), ends.end(), now) != ends.end()) {
            return true;
        }
        if (now.empty() || (now == before && same < 20)) {
            // Still turning, or a wait page.
            ++same;
            screen_.pause();
            --page;
            if (same > 100) {
                return screen_.report().check(false, "a page with a heading shows");
            }
            continue;
        }
        if (now == before) {
            return screen_.report().check(false, "the page gives way: " + now);
        }
        const auto key = key_of(now);
        if (key.empty()) {
            ++same;
            screen_.pause();
            --page;
            if (same > 100) {
                return screen_.report().check(false, "the page is known: " + now);
            }
            continue;
        }
        same = 0;
        if (!answer(key)) {
            return false;
        }
        before = now;
    }
    return screen_.report().check(false, "the form comes to an end");
}

}  // namespace doorstep::autopilot
