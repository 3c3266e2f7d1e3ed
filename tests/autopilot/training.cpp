#include "tests/autopilot/training.hpp"

#include "tests/autopilot/child.hpp"
#include "tests/autopilot/form_pilot.hpp"
#include "tests/autopilot/journeys.hpp"

namespace doorstep::autopilot {
namespace {

constexpr auto mark = "练习 PRACTICE";
constexpr auto person = "赵练习";

std::string T(const Run& run, const char* source) {
    return run.words.app(source);
}

// What station and township hold, in numbers.
struct Held {
    nlohmann::json station;
    nlohmann::json township;
};

Held held(const Run& run) {
    Held all;
    const auto status = run.outside.agent_status();
    int items = 0;  // in whatever state: what waited before may be on its way now
    for (const auto* name : {"sealed", "sending", "acknowledged", "refused", "shelved"}) {
        items += status.is_object() ? status.value(name, 0) : -1;
    }
    all.station = {{"items", items}, {"drafts", status.is_object() ? status.value("drafts", -1) : -1}};
    const auto cases = run.outside.township({"cases"});
    for (const auto* name : {"cases", "check_ins"}) {
        all.township[name] = cases.is_object() ? cases.value(name, nlohmann::json::array()).size() : 0;
    }
    return all;
}

bool begins(const Run& run) {
    auto& s = run.screen;
    bool good = s.touch(T(run, "For clerks")) && clerk_signs_in(run);
    good = good && s.touch(T(run, "Practise with made-up persons"), 20) && s.see(mark, 20);
    s.shot("training-home");
    return s.report().check(good, "a clerk begins an exercise at the desk");
}

bool refuses_a_card(const Run& run) {
    auto& s = run.screen;
    run.outside.desk({"insert-card", "zhao-guoqiang"});
    bool good = s.see(T(run, "This is practice"), 20);
    s.shot("training-card");
    good = good && s.shows(mark) && !s.shows(greeting(run)) && s.touch(T(run, "Go on practising"));
    run.outside.desk({"remove-card"});
    return s.report().check(good, "a real card is not read, and the page says why");
}

// To the choice of what is needed, as somebody made up.
bool somebody_comes(const Run& run) {
    auto& s = run.screen;
    bool good = s.touch(T(run, "Apply")) && s.see(T(run, "Who comes to the exercise?"), 20);
    s.shot("training-persons");
    good = good && s.touch_prefix(person) && s.see(T(run, "What do you need help with?"), 20);
    return s.report().check(good && s.shows(mark), "somebody made up comes");
}

bool applies(const Run& run) {
    auto& s = run.screen;
    bool good = choose_scheme(run);
    FormPilot form(s, run.words, lone_person());
    const auto signing = T(run, "Who else must sign");
    const auto scan = T(run, "Scan your papers");
    good = good && form.until_heading({signing, scan});
    if (good && form.heading() == signing) {
        good = s.touch(T(run, "Next"));
    }
    good = good && s.see(scan) && s.touch(T(run, "Go on without papers")) &&
           s.see(T(run, "Please look through everything"));
    s.shot("training-review");
    const auto papers = run.outside.printed().size();
    good = good && s.touch(T(run, "Finish the exercise"), 30) && s.see(T(run, "This was practice"), 30);
    s.shot("training-done");
    s.report().check(good && case_number_shown(s).empty(), "an application is played, and its number is none");
    good = good && run.outside.wait_printed(papers + 1, 30);
    const auto text =
        good ? doorstep::autopilot::run({"pdftotext", run.outside.printed().back().native(), "-"}).output : "";
    return s.report().check(text.find("PRACTICE") != std::string::npos, "its receipt says that it is practice");
}

}  // namespace

void practise(const Run& run, bool whole) {
    auto& s = run.screen;
    const auto before = held(run);
    bool good = begins(run) && refuses_a_card(run) && somebody_comes(run);
    if (whole) {
        good = good && applies(run);
    }
    good =
        good && s.touch(T(run, "End the practice")) && s.see(T(run, "What would you like to do?"), 30) && s.gone(mark);
    s.report().check(good, "the exercise ends by its button");
    const auto after = held(run);
    s.report().check(before.station == after.station, "nothing of it is at the station",
                     before.station.dump() + after.station.dump());
    s.report().check(before.township == after.township, "nothing of it is at the township",
                     before.township.dump() + after.township.dump());
}

}  // namespace doorstep::autopilot
