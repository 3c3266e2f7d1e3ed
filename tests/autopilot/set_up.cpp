#include "tests/autopilot/set_up.hpp"

#include <algorithm>

#include "tests/autopilot/journeys.hpp"

namespace doorstep::autopilot {
namespace {

std::string T(const Run& run, const char* source) {
    return run.words.app(source);
}

// The eight digits that stand on the page, in two halves.
std::string digits_shown(Screen& screen) {
    for (const auto& control : screen.controls().value("controls", nlohmann::json::array())) {
        auto name = control.value("name", "");
        if (name.size() != 9 || name[4] != ' ') {
            continue;
        }
        name.erase(4, 1);
        if (std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; })) {
            return name;
        }
    }
    return {};
}

bool language_network_and_clock(const Run& run) {
    auto& s = run.screen;
    s.shot("setup-language");
    bool good = s.touch(T(run, "Next")) && s.see(T(run, "The network"));
    s.shot("setup-network");
    good = good && s.touch(T(run, "Next")) && s.see(T(run, "Is this the time?"), 30);
    s.shot("setup-clock");
    good = good && s.touch(T(run, "The time is right")) && s.see(T(run, "The township's invitation"));
    return s.report().check(good, "language, network and clock are set");
}

// The answer goes back on the stick, the digits by voice.
bool township(const Run& run) {
    auto& s = run.screen;
    s.shot("setup-township");
    bool good = s.touch(T(run, "Take it from the stick")) &&
                s.see(T(run, "Call the township: eight digits each way"), 60) &&
                s.touch(T(run, "Write the answer to the stick")) && s.see(T(run, "Written to the stick."), 30);
    s.shot("setup-codes");
    const auto reply = (run.outside.places().stick / "doorstep-reply-kiosk-1.json").native();
    const auto answer = run.outside.township({"enrol-station", "--confirm", reply, "--code", digits_shown(s)});
    const auto back = answer.is_object() ? answer.value("code", "") : "";
    good = s.report().check(good && !back.empty(), "the township takes the answer and the digits");
    good = good && s.type(back) && s.touch(T(run, "The digits fit")) && s.see(T(run, "Test again"), 60);
    return good;
}

bool devices(const Run& run) {
    auto& s = run.screen;
    const auto clerks = T(run, "The clerks");
    int looked_at = 0;
    for (; looked_at < 12 && s.see_any({clerks}, 2) != 0; ++looked_at) {
        s.shot("setup-device-" + std::to_string(looked_at + 1));
        if (!s.touch(T(run, "Next"), 60)) {
            return false;
        }
    }
    return s.report().check(looked_at >= 3 && s.shows(clerks), "reader, scanner and printer are looked at one by one");
}

bool clerk_sets_the_pin(const Run& run) {
    auto& s = run.screen;
    bool good = s.see("周丽", 60);
    s.shot("setup-clerks");
    good = good && s.touch(T(run, "A clerk sets the PIN")) && clerk_signs_in(run) && s.touch(T(run, "Sign out"), 30) &&
           s.see(T(run, "Has a PIN"), 30) && s.touch(T(run, "Next"));
    return s.report().check(good, "the clerk's account came by the line and has its PIN");
}

bool paper_and_report(const Run& run) {
    auto& s = run.screen;
    const auto before = run.outside.printed().size();
    s.shot("setup-print");
    bool good = s.touch(T(run, "Print a sheet"), 20) && s.see(T(run, "It is readable"), 60);
    s.shot("setup-printed");
    s.report().check(run.outside.wait_printed(before + 1, 30), "a sheet is printed");
    good = good && s.touch(T(run, "It is readable")) && s.see(T(run, "The report"), 20);
    good = good && s.touch(T(run, "Write it to the stick"), 20) && s.see(T(run, "The report is on the stick."), 30);
    s.shot("setup-report");
    good = good && s.touch(T(run, "Finish: open the station")) && s.see(T(run, "What would you like to do?"), 30);
    return s.report().check(good, "the report is on the stick and the station is open");
}

}  // namespace

void set_up(const Run& run) {
    const bool begun = run.screen.see(T(run, "Set up this station: the language"), 60);
    run.screen.report().check(begun && language_network_and_clock(run) && township(run) && devices(run) &&
                                  clerk_sets_the_pin(run) && paper_and_report(run),
                              "a machine becomes a station by touch alone");
}

}  // namespace doorstep::autopilot
