// doorstep-autopilot: drives the kiosk through its real screen and checks what arrived at the township and in the tray.
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <CLI/CLI.hpp>

#include "tests/autopilot/checks.hpp"
#include "tests/autopilot/journeys.hpp"
#include "tests/autopilot/kills.hpp"

namespace {

using namespace doorstep::autopilot;

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

void drive_apply(const Run& run) {
    const auto applied = apply(run, "zhao-guoqiang", false);
    if (applied.done) {
        application_arrived(run, applied.case_number);
        receipt_decodes(run, applied.case_number);
    }
    finish_visit(run);
}

void drive_my_case(const Run& run) {
    const auto number = newest_application(run);
    run.screen.report().check(!run.outside.township({"set-state", number, "accepted", "--note", "已受理"}).is_null(),
                              "the township accepts the case");
    my_case(run, "zhao-guoqiang", "已受理");
    finish_visit(run);
}

void drive_check_in(const Run& run) {
    check_in_by_clerk(run, "li-guihua");
    finish_visit(run);
    check_in_arrived(run, 1);
    check_in_by_face(run, "li-guihua");
    finish_visit(run);
    check_in_arrived(run, 2);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("drives the kiosk as a person would");
    std::string journey = "all";
    std::string language = "zh_CN";
    std::string source;
    std::string shots;
    std::uint64_t seed = 20261123;
    int runs = 3;
    app.add_option("--journey", journey, "all, apply, checkin, mycase, faults")->capture_default_str();
    app.add_option("--language", language, "zh_CN or en")->capture_default_str();
    app.add_option("--source", source, "the source folder, for catalogues and pages")->required();
    app.add_option("--shots", shots, "where pictures of pages go");
    app.add_option("--seed", seed, "of the kills")->capture_default_str();
    app.add_option("--runs", runs, "applications under kills")->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    Report report;
    const Words words(source, language);
    const Outside outside(places_from_environment());
    Screen screen(doorstep::autopilot::words(variable("DOORSTEP_AUTOPILOT_DRIVER")), shots, report);
    const Run run{screen, words, outside, source + "/tests/data/pages", variable("DOORSTEP_AUTOPILOT_CLERK_CODE")};
    screen.scroll_words(words.app("Show more below"), words.app("Show more above"));
    screen.see(words.app("What would you like to do?"), 60);
    if (journey == "all" || journey == "apply" || journey == "mycase") {
        drive_apply(run);
    }
    if (journey == "all" || journey == "mycase") {
        drive_my_case(run);
    }
    if (journey == "all" || journey == "checkin") {
        drive_check_in(run);
    }
    if (journey == "faults") {
        applications_under_kills(run, runs, seed);
    }
    return report.finish();
}
