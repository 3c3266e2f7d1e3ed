#include "tests/autopilot/stubborn.hpp"

namespace doorstep::autopilot {

CheckedIn StubbornRecipient::check_in() {
    persist();
    return result_;
}

StubbornPerson::Step StubbornRecipient::act(const std::string& heading) {
    if (heading == word("What would you like to do?") || heading == word("Please lay your ID card on the reader")) {
        return lay_card();
    }
    if (is_greeting(heading)) {
        return touch("Check in");
    }
    if (heading == word("How do you want to check in?")) {
        return touch("The clerk confirms");
    }
    if (heading == word("Please call the clerk")) {
        return touch("Clerk: confirm with PIN");
    }
    if (heading == word("Confirmation by the clerk")) {
        return at_reason();
    }
    if (heading == word("You are checked in")) {
        result_.done = true;
        return Step::GoOn;
    }
    const auto step = sign_in(heading);
    return step ? *step : over_page();
}

// Accounts, code and PINs: those pages carry the account's name.
std::optional<StubbornPerson::Step> StubbornPerson::sign_in(const std::string& heading) {
    if (heading == word("Clerk: choose your account")) {
        run_.screen.touch_prefix("周丽", 5);
        return Step::Wait;
    }
    return heading.find("周丽") != std::string::npos ? std::optional(at_pad()) : std::nullopt;
}

StubbornPerson::Step StubbornPerson::at_pad() {
    auto& s = run_.screen;
    if (s.shows(word("One-time code from the township's paper"))) {
        if (code_tried_) {
            // The answer to the first sign-in was lost: the list of accounts is asked for again.
            s.touch_if_there(word("Back"));
            s.see_any({word("Clerk: choose your account")}, 5);
            s.touch_if_there(word("Back"));
            code_tried_ = false;
            return Step::Wait;
        }
        s.type(run_.clerk_code) && s.touch(word("Next"), 5);
        return Step::Wait;
    }
    const bool again = s.shows(word("The same PIN again"));
    const bool choose = s.shows(word("Choose a PIN, 6 digits"));
    if (s.type(clerk_pin) && s.touch(word(choose ? "Next" : "Sign in"), 5)) {
        code_tried_ = code_tried_ || again;
    }
    return Step::Wait;
}

StubbornPerson::Step StubbornRecipient::at_reason() {
    auto& s = run_.screen;
    // What is chosen already stays: a second touch on "present" would take it back.
    if (!s.enabled(word("Confirm check-in"))) {
        s.touch_role("radio button", 0) && s.touch(word("The person is present"), 5);
    }
    if (s.touch(word("Confirm check-in"), 5)) {
        ++result_.confirmed;
        s.see_any({word("You are checked in"), word("This did not work"), word("What would you like to do?")}, 30);
    }
    return Step::Wait;
}

}  // namespace doorstep::autopilot
