// doorstep-autopilot: drives the kiosk through its real screen and checks what arrived at the township and in the tray.
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <CLI/CLI.hpp>

#include "tests/autopilot/checks.hpp"
#include "tests/autopilot/day.hpp"
#include "tests/autopilot/journeys.hpp"
#include "tests/autopilot/kills.hpp"
#include "tests/autopilot/letters.hpp"
#include "tests/autopilot/service_mode.hpp"
#include "tests/autopilot/set_up.hpp"
#include "tests/autopilot/training.hpp"
#include "tests/autopilot/troubles.hpp"

namespace {

using namespace doorstep::autopilot;

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

void drive_apply(const Run& run) {
    const auto applied = apply(run, "zhao-guoqiang");
    if (applied.done) {
        application_arrived(run, applied.case_number);
        receipt_decodes(run.screen.report(), run.outside, applied.case_number);
    }
    finish_visit(run);
}

void drive_my_case(const Run& run) {
    const auto number = newest_application(run);
    run.screen.report().check(!run.outside.township({"set-state", number, "accepted", "--note", "已受理"}).is_null(),
                              "the township accepts the case");
    my_case(run, "zhao-guoqiang", "已受理");
    look_at_question(run);
    finish_visit(run);
}

void drive_check_in_by_clerk(const Run& run) {
    check_in_by_clerk(run, "li-guihua");
    finish_visit(run);
    check_in_arrived(run, 1);
}

void drive_check_in(const Run& run) {
    drive_check_in_by_clerk(run);
    check_in_by_face(run, "li-guihua");
    finish_visit(run);
    check_in_arrived(run, 2);
}

void drive_troubles(const Run& run) {
    card_troubles(run);
    begin_typed(run);
    finish_visit(run);
    draft_comes_back(run, "wang-jianguo");
    clerk_troubles(run);
    camera_troubles(run, "li-guihua");
    face_is_withdrawn(run, "li-guihua");
}

// Cards laid down one after another; how long each waited for its greeting goes into the file, a line a card.
void measure_greetings(const Run& run, int rounds, const std::string& file) {
    std::ofstream out(file);
    for (int i = 0; i < rounds; ++i) {
        const auto waited = run.screen.heading_changes_after([&run] {
            run.outside.desk({"insert-card", "zhao-guoqiang"});
        });
        if (run.screen.report().check(waited.has_value(), "the person is greeted")) {
            out << *waited << '\n';
        }
        finish_visit(run);
    }
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("drives the kiosk as a person would");
    std::string journey = "all";
    std::string language = "zh_CN";
    std::string source;
    std::string pages;
    std::string shots;
    std::uint64_t seed = 20261123;
    int runs = 3;
    std::size_t visits = 1000;
    std::string greetings;
    int pace = 0;
    app.add_option(
           "--journey", journey,
           "all, notices, apply, checkin, mycase, complaint, service, training, keyboard, faults, day, greetings, "
           "out-of-use, set-up")
        ->capture_default_str();
    app.add_option("--language", language, "zh_CN or en")->capture_default_str();
    app.add_option("--source", source, "the source folder, for catalogues")->required();
    app.add_option("--pages", pages, "pictures of papers, where the scanner's process can read them")->required();
    app.add_option("--shots", shots, "where pictures of pages go");
    app.add_option("--seed", seed, "of the kills")->capture_default_str();
    app.add_option("--runs", runs, "rounds under kills, or cards to be greeted")->capture_default_str();
    app.add_option("--visits", visits, "of a day: only the first so many");
    app.add_option("--greetings", greetings, "file for the milliseconds that each greeting took");
    app.add_option("--pace", pace, "milliseconds before each touch, for people who watch")->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    Report report;
    const Words words(source, language);
    const Outside outside(places_from_environment());
    Screen screen(doorstep::autopilot::words(variable("DOORSTEP_AUTOPILOT_DRIVER")), shots, report);
    const Run run{screen, words, outside, pages, variable("DOORSTEP_AUTOPILOT_CLERK_CODE")};
    screen.set_pace(pace);
    screen.speak(words);
    if (journey == "out-of-use") {
        report.check(screen.see(words.app("This machine is out of use"), 60), "a revoked station says where to turn");
        screen.shot("out-of-use");
        return report.finish();
    }
    if (journey == "set-up") {
        set_up(run);
        return report.finish();
    }
    screen.see(words.app("What would you like to do?"), 60);
    // The same journeys without a finger on the glass.
    const bool keyboard = journey == "keyboard";
    if (keyboard) {
        screen.use_keys();
    }
    if (journey == "all" || journey == "notices" || keyboard) {
        read_notices(run);
    }
    if (journey == "all" || journey == "apply" || journey == "mycase" || keyboard) {
        drive_apply(run);
    }
    if (journey == "all" || journey == "mycase" || keyboard) {
        drive_my_case(run);
    }
    if (keyboard) {
        drive_check_in_by_clerk(run);
    }
    if (journey == "all" || journey == "checkin") {
        drive_check_in(run);
    }
    if (journey == "all") {
        drive_troubles(run);
    }
    if (journey == "all" || journey == "complaint" || keyboard) {
        complain(run);
    }
    if (journey == "all" || journey == "service") {
        service_mode(run, variable("DOORSTEP_AUTOPILOT_TECHNICIAN_CODE"));
    }
    if (journey == "all" || journey == "training") {
        practise(run, journey == "training");
    }
    // What every run of the suite has time for.
    if (journey == "all") {
        screen.use_keys();
        read_notices(run);
        complain(run);
    }
    if (journey == "faults") {
        visits_under_kills(run, runs, seed);
    }
    if (journey == "day") {
        day_at_the_station(run, source, visits);
    }
    if (journey == "greetings") {
        measure_greetings(run, runs, greetings);
    }
    return report.finish();
}
