#include "tests/autopilot/service_mode.hpp"

#include "tests/autopilot/journeys.hpp"

namespace doorstep::autopilot {
namespace {

std::string T(const Run& run, const char* source) {
    return run.words.app(source);
}

bool technician_signs_in(const Run& run, const std::string& code) {
    auto& s = run.screen;
    bool good = s.touch(T(run, "For clerks")) && s.touch_prefix("宋师傅", 20) &&
                s.see(T(run, "One-time code from the township's paper"), 20);
    good = good && s.type(code) && s.touch(T(run, "Next")) && s.see(T(run, "Choose a PIN, 6 digits"));
    good = good && s.type(clerk_pin) && s.touch(T(run, "Next")) && s.see(T(run, "The same PIN again"));
    return good && s.type(clerk_pin) && s.touch(T(run, "Sign in")) && s.see(T(run, "Service mode"), 20);
}

// A page of service mode, seen and left.
bool look_at(const Run& run, const char* button, const char* seen, const char* shot) {
    auto& s = run.screen;
    const bool good = s.touch(T(run, button), 20) && s.see(T(run, seen), 20);
    s.shot(shot);
    return good && s.touch(T(run, "Back"), 20) && s.see(T(run, "Test all devices"), 20);
}

}  // namespace

void service_mode(const Run& run, const std::string& code) {
    auto& s = run.screen;
    bool good = technician_signs_in(run, code);
    s.shot("clerk-desk-technician");
    good = good && s.touch(T(run, "Service mode")) && s.see(T(run, "Lay down your card"), 20);
    s.shot("service-card");
    run.outside.desk({"insert-card", "zhou-clerk"});
    good = good && s.touch(T(run, "The card is on the reader")) &&
           s.see(T(run, "Service mode needs your own card on the reader."), 30);
    s.shot("service-card-wrong");
    run.outside.desk({"insert-card", "song-technician"});
    good = good && s.touch(T(run, "The card is on the reader")) && s.see(T(run, "Test all devices"), 30);
    run.outside.desk({"remove-card"});
    s.shot("service");
    s.report().check(good, "service mode opens with the technician's own card and with no other");
    good = good && look_at(run, "Light and sound", "What is set here stays, also after a restart.", "service-levels");
    good = good && look_at(run, "Touch test", "Touch test", "service-touch");
    good = good && look_at(run, "Log", "doorstep-kiosk", "service-log");
    good = good && look_at(run, "Restart", "Restart now", "service-restart");
    s.report().check(good, "light and sound, touch test, log and restart are reached and left");
    good = good && s.touch(T(run, "Back")) && s.touch(T(run, "Sign out")) &&
           s.see(T(run, "What would you like to do?"), 20);
    s.report().check(good, "service mode is left");
}

}  // namespace doorstep::autopilot
