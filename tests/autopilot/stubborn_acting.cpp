// Who comes for somebody else: says for whom, then reports or writes.
#include <algorithm>

#include "tests/autopilot/stubborn.hpp"

namespace doorstep::autopilot {

namespace {

constexpr int letters_of_a_name = 8;
constexpr int letters_of_a_number = 18;

}  // namespace

bool StubbornPerson::comes_for_another() const {
    const auto all = word("You come for %1. What you choose now is for this person.");
    return run_.screen.shows(all.substr(all.find("%1") + 2));
}

StubbornPerson::Step StubbornPerson::at_greeting(const char* button) {
    if (hears_ && !reading_on_) {
        auto& s = run_.screen;
        s.touch(word("Text and sound"), 5) && s.touch(word("Read every page aloud"), 5) && s.touch(word("Done"), 5);
        reading_on_ = true;
        return Step::Wait;
    }
    return touch(for_whom_ && !comes_for_another() ? "I come for somebody else" : button);
}

StubbornPerson::Step StubbornPerson::choose(const std::string& option) {
    run_.screen.touch(word(option.c_str()), 5) && run_.screen.touch(word("Next"), 5);
    return Step::Wait;
}

std::optional<StubbornPerson::Step> StubbornPerson::say_for_whom(const std::string& heading) {
    if (!for_whom_) {
        return std::nullopt;
    }
    auto& s = run_.screen;
    if (heading == word("How do you come for somebody else?")) {
        return choose(for_whom_->as);
    }
    if (heading == word("What are you to this person?")) {
        return choose(for_whom_->relation);
    }
    if (heading == word("Why does this person not come?")) {
        return choose(for_whom_->reason);
    }
    if (heading == word("Whom do you come for?")) {
        if (!(type_name(run_, for_whom_->about) && s.gone(heading, 5))) {
            erase(letters_of_a_name);
        }
        return Step::Wait;
    }
    if (heading == word("What is that person's ID number?")) {
        if (!(type_number(run_, for_whom_->about) && s.gone(heading, 5))) {
            erase(letters_of_a_number);
        }
        return Step::Wait;
    }
    return heading == word("The signed entrustment") ? std::optional(at_entrustment()) : std::nullopt;
}

StubbornPerson::Step StubbornPerson::at_entrustment() {
    auto& s = run_.screen;
    if (!for_whom_->brings_paper) {
        return touch("Bring it later");
    }
    if (s.shows(word("The signed entrustment is scanned."))) {
        return touch("Next");
    }
    s.touch(word("Print the entrustment"), 5);
    run_.outside.desk({"load-pages", run_.pages + "/1555.007.jpg"});
    s.touch(word("Scan the signed entrustment"), 20);
    s.see(word("The signed entrustment is scanned."), 30);
    return Step::Wait;
}

// ---- somebody cannot come to check in -----------------------------------------------------------------------------

CheckedIn StubbornReporter::report() {
    persist();
    return result_;
}

StubbornPerson::Step StubbornReporter::act(const std::string& heading) {
    if (heading == word("What would you like to do?") || heading == word("Please lay your ID card on the reader")) {
        return lay_card();
    }
    if (is_greeting(heading)) {
        return at_greeting("Check in");
    }
    if (heading == word("The person cannot come to check in")) {
        result_.confirmed = 1;
        return touch("Tell the township");
    }
    if (heading == word("The township is told")) {
        result_.done = true;
        return Step::GoOn;
    }
    const auto step = say_for_whom(heading);
    return step ? *step : over_page();
}

// ---- a question about the case of another -------------------------------------------------------------------------

bool StubbornWriter::write() {
    persist();
    return sent_;
}

StubbornPerson::Step StubbornWriter::act(const std::string& heading) {
    if (heading == word("What would you like to do?") || heading == word("Please lay your ID card on the reader")) {
        return lay_card();
    }
    if (is_greeting(heading)) {
        return at_greeting("My case");
    }
    if (heading == word("Cases you handed in for this person")) {
        return touch(by_number_.empty() ? "Ask the township a question" : "Write about another case of this person");
    }
    if (heading == word("Write about a case by its number")) {
        auto& s = run_.screen;
        s.touch(word("A question"), 5) && s.type(by_number_) && s.touch(word("Next"), 5);
        return Step::Wait;
    }
    if (heading == word("What would you like to ask?")) {
        return at_words();
    }
    if (heading == word("Your question is handed in")) {
        sent_ = true;
        return Step::GoOn;
    }
    const auto step = say_for_whom(heading);
    return step ? *step : over_page();
}

StubbornPerson::Step StubbornWriter::at_words() {
    auto& s = run_.screen;
    if (!written_) {
        written_ = type_words(s, run_.words, "shenme shihou", "什么 时候");
    }
    s.touch(word("Send"), 5);
    return Step::Wait;
}

}  // namespace doorstep::autopilot
