#include "tests/autopilot/letters.hpp"

#include "tests/autopilot/form_pilot.hpp"
#include "tests/autopilot/journeys.hpp"

namespace doorstep::autopilot {
namespace {

std::string T(const Run& run, const char* source) {
    return run.words.app(source);
}

}  // namespace

void complain(const Run& run) {
    auto& s = run.screen;
    const auto before = run.outside.printed().size();
    bool good = s.touch(T(run, "I do not agree")) && s.see(T(run, "I do not agree, or want to complain"), 20);
    s.shot("complaint-choose");
    good =
        good && s.touch(T(run, "How I was treated")) && s.touch(T(run, "Next")) && s.see(T(run, "What happened?"), 20);
    s.shot("complaint-write");
    good = good && type_words(s, run.words, "sun wei", "孙 伟") && s.touch(T(run, "Send sealed")) &&
           s.see(T(run, "Your complaint is handed in, sealed"), 30);
    good = good && run.outside.wait_printed(before + 1, 30) &&
           s.see(T(run, "Your receipt is printed. Please take it."), 30);
    s.shot("complaint-sent");
    good = good && s.touch(T(run, "Back to the start")) && s.see(T(run, "What would you like to do?"), 30);
    s.report().check(good, "a complaint without card and name comes to its receipt");
}

bool look_at_question(const Run& run) {
    auto& s = run.screen;
    bool good = s.touch(T(run, "Ask the township a question"), 20) && s.see(T(run, "What would you like to ask?"), 20);
    s.shot("mycase-ask");
    good = good && s.touch(T(run, "Back")) && s.see(T(run, "My cases"), 20);
    return s.report().check(good, "a question to the township is begun and left");
}

}  // namespace doorstep::autopilot
