#include "tests/autopilot/journeys.hpp"

#include <chrono>

#include "base/case_number.hpp"
#include "tests/autopilot/form_pilot.hpp"
#include "tests/autopilot/troubles.hpp"

namespace doorstep::autopilot {
namespace {

std::string T(const Run& run, const char* source) {
    return run.words.app(source);
}

bool load_pages(const Run& run, const std::vector<std::string>& names) {
    std::vector<std::string> order{"load-pages"};
    for (const auto& name : names) {
        order.push_back(run.pages + "/" + name);
    }
    return run.screen.report().check(run.outside.desk(order), "papers lie in the scanner");
}

bool scan_papers(const Run& run) {
    auto& s = run.screen;
    s.shot("apply-scan-empty");
    s.report().check(scanner_troubles(run), "an empty and a jammed scanner are told and got over");
    if (!load_pages(run, {"lucasta.047.jpg", "1555.007.jpg"}) || !s.touch(T(run, "Scan"))) {
        return false;
    }
    const bool two = s.wait_count_prefix(T(run, "Scan again") + " ", 2, 60);
    s.shot("apply-scan");
    return s.report().check(two, "two pages are shown, each with its verdict") && s.touch(T(run, "Next"), 30);
}

bool type_identity(const Run& run) {
    auto& s = run.screen;
    s.shot("identity-card");
    bool good = s.touch(T(run, "No card, or it cannot be read")) && s.see(T(run, "What is your name?"));
    s.shot("identity-name");
    good = good && type_name(run) && s.see(T(run, "What is your ID number?"));
    s.shot("identity-number");
    return good && type_number(run);
}

bool signed_sheet_of_member(const Run& run) {
    auto& s = run.screen;
    s.shot("apply-signing");
    bool good = s.touch_prefix(T(run, "Print or sign"));
    s.shot("apply-sheet");
    const auto before = run.outside.printed().size();
    good = good && s.touch(T(run, "Print the sheet"));
    good = good && s.report().check(run.outside.wait_printed(before + 1, 30), "the authorization sheet is printed");
    return good && s.touch(T(run, "Back to the list"), 30) && s.touch(T(run, "Next"));
}

}  // namespace

bool clerk_signs_in(const Run& run) {
    auto& s = run.screen;
    s.shot("clerk-accounts");
    bool good = s.touch_prefix("周丽", 20);
    const int first = s.see_any({T(run, "One-time code from the township's paper"), T(run, "PIN, 6 digits")}, 20);
    s.shot(first == 0 ? "clerk-first-code" : "clerk-pin");
    if (first != 0) {
        return good && s.type(clerk_pin) && s.touch(T(run, "Sign in"));
    }
    good = good && s.type(run.clerk_code) && s.touch(T(run, "Next")) && s.see(T(run, "Choose a PIN, 6 digits"));
    s.shot("clerk-first-pin");
    good = good && s.type(clerk_pin) && s.touch(T(run, "Next")) && s.see(T(run, "The same PIN again"));
    s.shot("clerk-first-pin-again");
    return good && s.type(clerk_pin) && s.touch(T(run, "Sign in"));
}

std::string case_number_shown(Screen& screen) {
    for (const auto& control : screen.controls().value("controls", nlohmann::json::array())) {
        if (const auto number = CaseNumber::parse(control.value("name", ""))) {
            return number->digits();
        }
    }
    return {};
}

bool type_name(const Run& run, const TypedIdentity& person) {
    return type_words(run.screen, run.words, person.pinyin, person.name) && run.screen.touch(T(run, "Next"));
}

bool type_number(const Run& run, const TypedIdentity& person) {
    return run.screen.type(person.number) && run.screen.touch(T(run, "Next"));
}

bool begin_typed(const Run& run) {
    auto& s = run.screen;
    const bool good =
        s.touch(T(run, "Apply")) && type_identity(run) && s.see(T(run, "What do you need help with?"), 20);
    return s.report().check(good, "who has no readable card types name and number");
}

bool choose_scheme(const Run& run) {
    auto& s = run.screen;
    const bool seen = s.see(T(run, "What do you need help with?"), 20);
    s.shot("apply-choose");
    return seen && s.touch(run.words.scheme("choose.title"));
}

std::string greeting(const Run& run) {
    const auto hello = T(run, "Hello, %1");
    return hello.substr(0, hello.find('%'));
}

double greeted(const Run& run, const std::string& card) {
    const auto start = std::chrono::steady_clock::now();
    if (!run.outside.desk({"insert-card", card})) {
        return -1;
    }
    const bool seen = run.screen.see(greeting(run), 20);
    const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    return seen ? ms : -1;
}

Applied apply(const Run& run, const std::string& card) {
    auto& s = run.screen;
    Applied applied;
    s.shot("home");
    bool good = s.report().check(greeted(run, card) >= 0, "the person is greeted");
    s.shot("home-greeting");
    good = good && s.touch(T(run, "Apply")) && choose_scheme(run);
    FormPilot form(s, run.words, small_household());
    const auto signing = T(run, "Who else must sign");
    const auto scan = T(run, "Scan your papers");
    good = good && form.until_heading({signing, scan});
    if (good && form.heading() == signing) {
        good = signed_sheet_of_member(run);
    }
    good = good && s.see(scan) && scan_papers(run) && s.see(T(run, "Please look through everything"));
    s.shot("apply-review");
    run.outside.desk({"printer", "empty"});
    good = good && s.touch(T(run, "Hand in"), 30) && s.see(T(run, "Your application is handed in"), 30);
    s.report().check(printer_trouble_is_got_over(run, T(run, "Your receipt is printed. Please take it.")),
                     "a printer without paper is told and prints when it is refilled");
    s.shot("apply-done");
    applied.case_number = good ? case_number_shown(s) : "";
    applied.done = s.report().check(!applied.case_number.empty(), "the case number stands on the screen");
    return applied;
}

bool finish_visit(const Run& run) {
    auto& s = run.screen;
    s.touch_if_there(T(run, "Back to the start"));
    bool good = s.touch(T(run, "Finish"), 20);
    if (s.see_any({T(run, "I have everything")}, 100) == 0) {
        s.shot("take-away");
        run.outside.desk({"remove-card"});
        s.touch_if_there(T(run, "I have everything"));
    }
    good = good && s.see(T(run, "What would you like to do?"), 30);
    return s.report().check(good, "the visit ends and the first page is back");
}

bool my_case(const Run& run, const std::string& card, const std::string& state_words) {
    auto& s = run.screen;
    bool good = s.report().check(greeted(run, card) >= 0, "the person is greeted");
    good = good && s.touch(T(run, "My case")) && s.see(T(run, "My cases")) && s.see(state_words, 30);
    s.shot("mycase-list");
    return good;
}

bool read_notices(const Run& run) {
    auto& s = run.screen;
    bool good = s.touch(T(run, "Notices")) && s.see(T(run, "Publicity lists of this village"));
    s.shot("notices-list");
    good = good && s.touch_prefix("柳树村低保") && s.see("甄有福");
    s.shot("notices-read-list");
    good = good && s.touch(T(run, "Back to the list")) && s.touch_prefix("青河镇现行救助标准") && s.see("668");
    s.shot("notices-read");
    good = good && s.touch(T(run, "Back to the list")) && s.touch(T(run, "Back to the start"));
    return s.report().check(good, "notices are read without a card");
}

bool check_in_by_clerk(const Run& run, const std::string& card) {
    auto& s = run.screen;
    bool good = s.report().check(greeted(run, card) >= 0, "the person is greeted") && s.touch(T(run, "Check in"));
    const int ways = s.see_any({T(run, "The clerk confirms"), T(run, "I do not agree, the clerk confirms")}, 20);
    s.shot(ways == 0 ? "checkin-not-enrolled" : "checkin-notice");
    good = good && s.touch(T(run, ways == 0 ? "The clerk confirms" : "I do not agree, the clerk confirms"));
    good = good && s.see(T(run, "Clerk: confirm with PIN"));
    s.shot("checkin-clerk");
    good = good && s.touch(T(run, "Clerk: confirm with PIN")) && clerk_signs_in(run);
    good = good && s.see(T(run, "Confirmation by the clerk"), 20);
    s.shot("checkin-reason");
    good = good && s.touch_role("radio button", 0) && s.touch(T(run, "The person is present")) &&
           s.touch(T(run, "Confirm check-in"));
    good = good && s.see(T(run, "You are checked in"), 30);
    s.shot("checkin-done");
    return good;
}

bool check_in_by_face(const Run& run, const std::string& card) {
    auto& s = run.screen;
    run.outside.desk({"camera", "johns/John_Salley"});
    bool good = s.report().check(greeted(run, card) >= 0, "the person is greeted") && s.touch(T(run, "Check in"));
    if (s.see_any({T(run, "Keep my face for next time"), T(run, "I agree, compare my face")}, 20) == 0) {
        good = good && s.touch(T(run, "Keep my face for next time"));
        if (s.see_any({T(run, "Clerk: sign in with PIN"), T(run, "Go on to sign")}, 20) == 0) {
            s.shot("facestore-clerk");
            good = good && s.touch(T(run, "Clerk: sign in with PIN")) && clerk_signs_in(run);
        }
        good = good && s.see(T(run, "Go on to sign"), 20);
        s.shot("facestore-notice");
        good = good && s.touch(T(run, "Go on to sign"));
        good = good && s.see(T(run, "Print, sign, scan"), 20);
        s.shot("facestore-sheet");
        const auto before = run.outside.printed().size();
        good = good && s.touch(T(run, "Print the sheet")) &&
               s.report().check(run.outside.wait_printed(before + 1, 30), "the consent sheet is printed");
        good = good && load_pages(run, {"1555.007.jpg"}) && s.touch(T(run, "Scan the signed sheet"), 30);
        good = good && s.see(T(run, "Signed by this person"), 60);
        s.shot("facestore-confirm");
        good = good && s.touch(T(run, "Signed by this person")) && s.see(T(run, "Go on to check in"), 60);
        s.shot("facestore-done");
        good = good && s.touch(T(run, "Go on to check in"));
        good = good && s.see(T(run, "I agree, compare my face"), 60);
    }
    s.shot("checkin-notice");
    good = good && s.touch(T(run, "I agree, compare my face"), 30);
    s.shot("checkin-camera");
    good = good && s.see(T(run, "You are checked in"), 60);
    s.shot("checkin-face-done");
    return good;
}

}  // namespace doorstep::autopilot
