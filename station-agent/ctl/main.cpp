// doorstep-agent-ctl: what a technician asks the agent; in test builds also submit and drain.
#include <cstdio>
#include <thread>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "station-agent/ctl/agent_link.hpp"
#include "station-agent/ctl/sealed_commands.hpp"
#ifdef DOORSTEP_TEST_BUILD
#include "station-agent/ctl/test_submit.hpp"
#endif

namespace {

using namespace doorstep;
using namespace doorstep::agent;

const char* room_word(wire::Room room) {
    switch (room) {
        case wire::ROOM_ENOUGH:
            return "enough";
        case wire::ROOM_SCARCE:
            return "scarce";
        case wire::ROOM_RESERVE:
            return "reserve";
        case wire::ROOM_NONE:
            return "none";
        default:
            return "unknown";
    }
}

int print_status(bool as_json) {
    wire::AgentRequest request;
    request.mutable_status();
    const auto reply = AgentLink().ask(request);
    if (!reply) {
        std::fprintf(stderr, "doorstep-agent-ctl: %s\n", reply.error().text().c_str());
        return 1;
    }
    const auto& status = reply->status();
    const nlohmann::json json{{"station", status.station()},
                              {"enrolled", status.enrolled()},
                              {"line_up", status.line_up()},
                              {"line", status.line_words()},
                              {"sealed", status.sealed()},
                              {"sending", status.sending()},
                              {"acknowledged", status.acknowledged()},
                              {"refused", status.refused()},
                              {"shelved", status.shelved()},
                              {"drafts", status.drafts()},
                              {"oldest_unsent_ms", status.oldest_unsent_ms()},
                              {"last_confirmed_ms", status.last_confirmed_ms()},
                              {"downlink_cursor", status.downlink_cursor()},
                              {"next_try_ms", status.next_try_ms()},
                              {"overdue", status.overdue()},
                              {"room", room_word(status.room())},
                              {"countersigned", status.countersigned()},
                              {"version", status.version()}};
    if (as_json) {
        std::printf("%s\n", json.dump().c_str());
        return 0;
    }
    for (const auto& [key, value] : json.items()) {
        std::printf("%-18s %s\n", key.c_str(),
                    value.is_string() ? value.get<std::string>().c_str() : value.dump().c_str());
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    log::start("doorstep-agent-ctl");
    CLI::App app("asks the station's agent");
    app.require_subcommand(1);
    bool as_json = false;
    auto* status = app.add_subcommand("status", "station, line and counts");
    status->add_flag("--json", as_json, "one line of JSON");
    SealedCommands sealed;
    add_sealed_commands(app, sealed);
#ifdef DOORSTEP_TEST_BUILD
    TestSubmit wanted;
    auto* submit = app.add_subcommand("submit", "hands in files as a synthetic person (test builds only)");
    submit->add_option("FILES", wanted.files, "parts: *.json as answers, others as pages")->required();
    submit->add_option("--kind", wanted.kind, "application, check-in, enrolment, withdrawal or supplement");
    submit->add_option("--id", wanted.id, "submission id to use (default: made)");
    submit->add_option("--number", wanted.number, "the person's number (default: a synthetic one)");
    std::int64_t seconds = 60;
    auto* drain = app.add_subcommand("drain", "waits until nothing is sealed or sending (test builds only)");
    drain->add_option("--seconds", seconds, "longest wait")->capture_default_str();
#endif
    CLI11_PARSE(app, argc, argv);
#ifdef DOORSTEP_TEST_BUILD
    if (submit->parsed()) {
        return run_submit(wanted);
    }
    if (drain->parsed()) {
        return run_drain(seconds);
    }
#endif
    return sealed.run ? sealed.run() : print_status(as_json);
}
