#include "tests/autopilot/stubborn.hpp"

#include <chrono>
#include <thread>

namespace doorstep::autopilot {
namespace {

constexpr auto longest = std::chrono::minutes(10);

}  // namespace

StubbornPerson::StubbornPerson(const Run& run, std::string card)
    : run_(run), card_(std::move(card)), form_(run.screen, run.words, small_household()) {}

void StubbornPerson::persist() {
    const Screen::Tolerant tolerant(run_.screen);
    const auto end = std::chrono::steady_clock::now() + longest;
    std::string before;
    while (!content() && std::chrono::steady_clock::now() < end) {
        const auto heading = form_.heading();
        const bool failed = heading == word("This did not work");
        const auto step = heading.empty() ? over_page() : failed ? touch("Try again") : act(heading);
        if (step == Step::Wait || heading == before) {
            run_.screen.pause();
        }
        before = heading;
    }
}

bool StubbornPerson::is_greeting(const std::string& heading) const {
    return heading.starts_with(greeting(run_));
}

// A card that lay there before opens nothing (SECURITY 23): it is lifted first.
StubbornPerson::Step StubbornPerson::lay_card() {
    run_.outside.desk({"remove-card"});
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    run_.outside.desk({"insert-card", card_});
    run_.screen.see_any({greeting(run_)}, 10);
    return Step::GoOn;
}

StubbornPerson::Step StubbornPerson::touch(const char* button) {
    run_.screen.touch(word(button), 5);
    return Step::Wait;
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
    if (heading == word("What would you like to do?")) {
        return typed_ ? touch("Apply") : lay_card();
    }
    if (is_greeting(heading)) {
        return touch("Apply");
    }
    if (heading == word("Please lay your ID card on the reader")) {
        return typed_ ? touch("No card, or it cannot be read") : lay_card();
    }
    if (heading == word("What is your name?")) {
        return at_name();
    }
    if (heading == word("What is your ID number?")) {
        return at_number();
    }
    if (heading == word("What do you need help with?")) {
        return at_choice();
    }
    if (heading == word("You began an application before")) {
        handed_in_ = false;  // the draft is there: it was not sealed
        return touch("Go on where I was");
    }
    if (heading == word("Who else must sign")) {
        return touch("Next");
    }
    if (heading == word("Scan your papers")) {
        return at_papers();
    }
    if (heading == word("Please look through everything")) {
        return at_review();
    }
    if (heading == word("Your application is handed in")) {
        const auto number = case_number_shown(run_.screen);
        if (!number.empty()) {
            end_ = Applied{true, number};
        }
        return Step::Wait;
    }
    return in_form(heading);
}

// What a kill left half typed is taken back.
void StubbornApplicant::erase(int letters) {
    for (int i = 0; i < letters && run_.screen.touch_if_there(word("Delete")); ++i) {
    }
}

StubbornPerson::Step StubbornApplicant::at_name() {
    if (!(type_name(run_) && run_.screen.see(word("What is your ID number?"), 5))) {
        erase(8);
    }
    return Step::Wait;
}

StubbornPerson::Step StubbornApplicant::at_number() {
    if (!(type_number(run_) && run_.screen.gone(word("What is your ID number?"), 5))) {
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
    if (s.count_prefix(again) < 2) {
        if (s.touch_if_there(word("Scanning …"))) {
            return Step::Wait;
        }
        run_.outside.desk({"load-pages", run_.pages + "/lucasta.047.jpg", run_.pages + "/1555.007.jpg"});
        s.touch(word(s.count_prefix(again) == 0 ? "Scan" : "Scan more"), 5);
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
