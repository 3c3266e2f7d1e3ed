// doorstep-spine-check: the whole spine without a screen, on a running station: card, pages, hand-in, archive, state
// back, clerk, face, paper; then the same again while processes are killed. Speaks to the real hub and agent as the
// kiosk does.
#include <CLI/CLI.hpp>

#include "tests/journeys/kill_run.hpp"
#include "tests/journeys/steps.hpp"

int main(int argc, char** argv) {
    using namespace doorstep::journeys;
    CLI::App app("the spine of Doorstep, end to end, on a running station");
    int rounds = 0;
    std::uint64_t seed = 20261123;
    std::string pages;
    app.add_option("--kills", rounds, "hand-ins under random kill -9 of agent, township and hub")
        ->capture_default_str();
    app.add_option("--seed", seed, "of the kills")->capture_default_str();
    app.add_option("--pages", pages, "folder of page pictures for the scanner")->required();
    CLI11_PARSE(app, argc, argv);
    doorstep::autopilot::Report report;
    Station station(report, pages);
    card_is_read(station);
    application_arrives(station);
    state_comes_back(station);
    clerk_confirms_check_in(station);
    face_is_enrolled_and_compared(station);
    paper_comes_out(station);
    if (rounds > 0) {
        survive_kills(station, rounds, seed);
    }
    return report.finish();
}
