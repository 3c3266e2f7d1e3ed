#include "tests/autopilot/stubborn.hpp"

#include <chrono>
#include <thread>

namespace doorstep::autopilot {
namespace {

constexpr auto longest = std::chrono::minutes(10);
constexpr int longest_turn = 20;  // looks at a page that was answered, until it is answered once more

}  // namespace

StubbornPerson::StubbornPerson(const Run& run, std::string card, std::map<std::string, Answer> answers)
    : run_(run), card_(std::move(card)), form_(run.screen, run.words, std::move(answers)) {}

void StubbornPerson::persist() {
    const Screen::Tolerant tolerant(run_.screen);
    const auto end = std::chrono::steady_clock::now() + longest;
    std::string before;
    while (!content() && std::chrono::steady_clock::now() < end) {
        const auto heading = form_.heading();
        if (changes_language()) {
            continue;
        }
        const bool failed = heading == word("This did not work");
        const auto step = heading.empty() ? over_page() : failed ? touch("Try again") : act(heading);
        if (step == Step::Wait || heading == before) {
            run_.screen.pause();
        }
        before = heading;
    }
}

// The kiosk begins in Chinese; the switch names the other language.
bool StubbornPerson::changes_language() {
    if (run_.words.language() != "en" || !run_.screen.enabled("English")) {
        return false;
    }
    run_.screen.touch("English", 5);
    run_.screen.see_any({"中文"}, 5);
    return true;
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

StubbornApplicant::StubbornApplicant(const Run& run, Applicant applicant)
    : StubbornPerson(run, applicant.card, applicant.answers), applicant_(std::move(applicant)) {
    for_whom_ = applicant_.for_whom;
    hears_ = applicant_.hears;
}

Applied StubbornApplicant::apply() {
    persist();
    return end_.value_or(Applied{});
}

StubbornPerson::Step StubbornApplicant::act(const std::string& heading) {
    if (heading == word("What would you like to do?")) {
        return applicant_.typed ? touch("Apply") : lay_card();
    }
    if (is_greeting(heading)) {
        return at_greeting("Apply");
    }
    if (heading == word("Please lay your ID card on the reader")) {
        return at_reader();
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
        return at_signing();
    }
    if (heading == word("Scan your papers")) {
        return at_papers();
    }
    if (heading == word("Please look through everything")) {
        return at_review();
    }
    if (heading == word("Your application is handed in")) {
        return at_end();
    }
    if (const auto step = say_for_whom(heading)) {
        return *step;
    }
    if (const auto step = sign_in(heading)) {
        return *step;
    }
    return in_form(heading);
}

StubbornPerson::Step StubbornApplicant::at_signing() {
    if (!applicant_.signs_by_thumb || signed_) {
        return touch("Next");
    }
    run_.screen.touch_prefix(word("Print or sign"), 5);
    return Step::Wait;
}

// Printed, read to who signs, thumb print before the clerk, scanned. The page is headed by a name.
StubbornPerson::Step StubbornApplicant::at_sheet() {
    auto& s = run_.screen;
    if (s.shows(word("Signed copy scanned"))) {
        signed_ = true;
        return touch("Back to the list");
    }
    const auto before = run_.outside.printed().size();
    if (!s.shows(word("Sheet printed, to be signed"))) {
        s.touch(word("Print the sheet"), 5);
        run_.outside.wait_printed(before + 1, 30);
        applicant_.at_page("sheet");
        return Step::Wait;
    }
    if (s.shows("周丽")) {  // signed in: only then something is scanned, and no sheet is left for the next person
        run_.outside.desk({"load-pages", run_.pages + "/1555.007.jpg"});
    }
    s.touch(word("Scan a thumb print, the clerk is the witness"), 10);
    s.see_any({word("Signed copy scanned"), word("Clerk: choose your account")}, 30);
    return Step::Wait;
}

StubbornPerson::Step StubbornApplicant::at_reader() {
    if (!applicant_.typed) {
        return lay_card();
    }
    if (!card_.empty() && !card_tried_) {
        run_.outside.desk({"insert-card", card_});
        card_tried_ = run_.screen.see(word("This card could not be read."), 20);
        run_.outside.desk({"remove-card"});
        return Step::GoOn;
    }
    return touch("No card, or it cannot be read");
}

StubbornPerson::Step StubbornApplicant::at_end() {
    const auto number = case_number_shown(run_.screen);
    if (!number.empty()) {
        const bool waits =
            run_.screen.shows(word("Saved here, will be sent when the line is back. You need not wait."));
        end_ = Applied{true, number, waits};
    }
    return Step::Wait;
}

void StubbornPerson::erase(int letters) {
    for (int i = 0; i < letters && run_.screen.touch_if_there(word("Delete")); ++i) {
    }
}

StubbornPerson::Step StubbornApplicant::at_name() {
    if (!(type_name(run_, *applicant_.typed) && run_.screen.see(word("What is your ID number?"), 5))) {
        erase(8);
    }
    return Step::Wait;
}

StubbornPerson::Step StubbornApplicant::at_number() {
    if (!(type_number(run_, *applicant_.typed) && run_.screen.gone(word("What is your ID number?"), 5))) {
        erase(18);
    }
    return Step::Wait;
}

StubbornPerson::Step StubbornApplicant::at_choice() {
    if (handed_in_) {
        // No draft was found: what was handed in before the kiosk died is sealed.
        end_ = Applied{true, "", false};
        return Step::GoOn;
    }
    run_.screen.touch(run_.words.scheme("choose.title"), 5);
    return Step::Wait;
}

StubbornPerson::Step StubbornApplicant::in_form(const std::string& heading) {
    const auto key = form_.key_of(heading);
    if (key.empty()) {
        return applicant_.signs_by_thumb && run_.screen.enabled(word("Back to the list")) ? at_sheet() : over_page();
    }
    if (handed_in_) {
        // No draft was found and a new form began: what was handed in before the kiosk died is sealed.
        end_ = Applied{true, "", false};
        return Step::GoOn;
    }
    if (key == answered_ && ++looks_ < longest_turn) {
        return Step::Wait;  // still turning: an answer now would fall on the next page
    }
    applicant_.at_page(key);
    if (key == applicant_.helped_at && !helped_) {
        helped_ = true;
        return touch("Ask the clerk");  // who signs in; then the page is there again
    }
    form_.answer(key);
    answered_ = key;
    looks_ = 0;
    return Step::Wait;
}

StubbornPerson::Step StubbornApplicant::at_papers() {
    auto& s = run_.screen;
    if (!applicant_.papers) {
        return touch("Go on without papers");
    }
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

bool StubbornOwner::sees_it() {
    persist();
    return seen_;
}

StubbornPerson::Step StubbornOwner::act(const std::string& heading) {
    if (heading == word("What would you like to do?") || heading == word("Please lay your ID card on the reader")) {
        return lay_card();
    }
    if (is_greeting(heading)) {
        return touch("My case");
    }
    if (heading == word("My cases")) {
        seen_ = run_.screen.see_any({state_words_}, 10) == 0;
        return seen_ ? Step::GoOn : touch("Back");  // what the township said meanwhile shows when it is opened anew
    }
    return over_page();
}

bool end_visit(const Run& run, const std::vector<std::string>& home) {
    const Screen::Tolerant tolerant(run.screen);
    for (int tries = 0; tries < 10; ++tries) {
        if (run.screen.see_any(home, tries == 0 ? 0 : 3) >= 0) {
            return true;
        }
        for (const char* button : {"Back to the start", "Finish", "I have everything"}) {
            run.screen.touch_if_there(run.words.app(button));
        }
        run.outside.desk({"remove-card"});
    }
    return run.screen.see_any(home, 60) >= 0;
}

}  // namespace doorstep::autopilot
