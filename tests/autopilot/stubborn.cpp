#include "tests/autopilot/stubborn.hpp"

#include <chrono>
#include <thread>

namespace doorstep::autopilot {
namespace {

constexpr auto longest = std::chrono::minutes(10);

int count_prefix(Screen& screen, const std::string& prefix) {
    int found = 0;
    for (const auto& control : screen.controls().value("controls", nlohmann::json::array())) {
        found += control.value("name", "").starts_with(prefix) ? 1 : 0;
    }
    return found;
}

}  // namespace

StubbornPerson::StubbornPerson(const Run& run, std::string card)
    : run_(run), card_(std::move(card)), form_(run.screen, run.words, small_household()) {}

void StubbornPerson::persist() {
    const Screen::Tolerant tolerant(run_.screen);
    const auto end = std::chrono::steady_clock::now() + longest;
    std::string before;
    while (!content() && std::chrono::steady_clock::now() < end) {
        const auto heading = form_.heading();
        const auto step = heading.empty() ? over_page() : act(heading);
        if (step == Step::Wait || heading == before) {
            run_.screen.pause();
        }
        before = heading;
    }
}

bool StubbornPerson::is_greeting(const std::string& heading) const {
    const auto hello = word("Hello, %1");
    return heading.starts_with(hello.substr(0, hello.find('%')));
}

// A card that lay there before opens nothing (SECURITY 23): it is lifted first.
StubbornPerson::Step StubbornPerson::lay_card() {
    run_.outside.desk({"remove-card"});
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    run_.outside.desk({"insert-card", card_});
    const auto hello = word("Hello, %1");
    run_.screen.see_any({hello.substr(0, hello.find('%'))}, 10);
    return Step::GoOn;
}

StubbornPerson::Step StubbornPerson::over_page() {
    auto& s = run_.screen;
    for (const char* answer : {"I am still here", "Go on as before", "I have everything"}) {
        if (s.shows(word(answer))) {
            s.touch_if_there(word(answer));
            return Step::GoOn;
        }
    }
    return Step::Wait;
}

StubbornApplicant::StubbornApplicant(const Run& run, std::string card, bool typed)
    : StubbornPerson(run, std::move(card)), typed_(typed) {}

Applied StubbornApplicant::apply() {
    persist();
    return end_.value_or(Applied{});
}

StubbornPerson::Step StubbornApplicant::act(const std::string& heading) {
    auto& s = run_.screen;
    if (heading == word("What would you like to do?")) {
        return at_home();
    }
    if (is_greeting(heading)) {
        s.touch(word("Apply"), 5);
        return Step::Wait;
    }
    if (heading == word("Please lay your ID card on the reader")) {
        return typed_ ? (s.touch(word("No card, or it cannot be read"), 5), Step::Wait) : lay_card();
    }
    if (heading == word("What is your name?")) {
        return type_name();
    }
    if (heading == word("What is your ID number?")) {
        return type_number();
    }
    if (heading == word("What do you need help with?")) {
        return at_choice();
    }
    if (heading == word("You began an application before")) {
        handed_in_ = false;  // the draft is there: it was not sealed
        s.touch(word("Go on where I was"), 5);
        return Step::Wait;
    }
    if (heading == word("This did not work")) {
        s.touch(word("Try again"), 5);
        return Step::Wait;
    }
    if (heading == word("Who else must sign")) {
        s.touch(word("Next"), 5);
        return Step::Wait;
    }
    if (heading == word("Scan your papers")) {
        return at_papers();
    }
    if (heading == word("Please look through everything")) {
        return at_review();
    }
    if (heading == word("Your application is handed in")) {
        const auto number = case_number_shown(s);
        if (!number.empty()) {
            end_ = Applied{true, number};
        }
        return Step::Wait;
    }
    return in_form(heading);
}

StubbornPerson::Step StubbornApplicant::at_home() {
    if (typed_) {
        run_.screen.touch(word("Apply"), 5);
        return Step::Wait;
    }
    return lay_card();
}

// What a kill left half typed is taken back.
void StubbornApplicant::erase(int letters) {
    for (int i = 0; i < letters && run_.screen.touch_if_there(word("Delete")); ++i) {
    }
}

StubbornPerson::Step StubbornApplicant::type_name() {
    auto& s = run_.screen;
    if (!(type_character(s, run_.words, "sun", "孙") && type_character(s, run_.words, "wei", "伟") &&
          s.touch(word("Next"), 5) && s.see(word("What is your ID number?"), 5))) {
        erase(8);
    }
    return Step::Wait;
}

StubbornPerson::Step StubbornApplicant::type_number() {
    auto& s = run_.screen;
    if (!(s.type("990303195205060013") && s.touch(word("Next"), 5) && s.gone(word("What is your ID number?"), 5))) {
        erase(18);
    }
    return Step::Wait;
}

StubbornPerson::Step StubbornApplicant::at_choice() {
    if (handed_in_) {
        // No draft was found: what was handed in before the kiosk died is sealed.
        end_ = Applied{true, ""};
        return Step::GoOn;
    }
    run_.screen.touch(run_.words.scheme("choose.title"), 5);
    return Step::Wait;
}

StubbornPerson::Step StubbornApplicant::in_form(const std::string& heading) {
    const auto key = form_.key_of(heading);
    if (key.empty()) {
        return over_page();
    }
    if (handed_in_) {
        // No draft was found and a new form began: what was handed in before the kiosk died is sealed.
        end_ = Applied{true, ""};
        return Step::GoOn;
    }
    form_.answer(key);
    return Step::Wait;
}

StubbornPerson::Step StubbornApplicant::at_papers() {
    auto& s = run_.screen;
    const auto again = word("Scan again") + " ";
    if (count_prefix(s, again) < 2) {
        if (s.touch_if_there(word("Scanning …"))) {
            return Step::Wait;
        }
        run_.outside.desk({"load-pages", run_.pages + "/lucasta.047.jpg", run_.pages + "/1555.007.jpg"});
        s.touch(word(count_prefix(s, again) == 0 ? "Scan" : "Scan more"), 5);
        s.wait_count_prefix(again, 2, 20);
        return Step::GoOn;
    }
    s.touch(word("Next"), 20);
    return Step::Wait;
}

StubbornPerson::Step StubbornApplicant::at_review() {
    if (run_.screen.touch(word("Hand in"), 10)) {
        handed_in_ = true;
        run_.screen.see_any({word("Your application is handed in"), word("What would you like to do?")}, 30);
    }
    return Step::GoOn;
}

}  // namespace doorstep::autopilot
