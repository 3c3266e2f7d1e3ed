// doorstep-agent: the only process of a station that keeps personal data and reaches the township.
#include <malloc.h>
#include <poll.h>

#include <cstdio>

#include <CLI/CLI.hpp>

#include "base/files.hpp"
#include "base/log.hpp"
#include "base/paths.hpp"
#include "base/service.hpp"
#include "station-agent/enrolment/enrolment.hpp"
#include "station-agent/enrolment/setup_socket.hpp"
#include "station-agent/service/agent.hpp"

namespace {

using namespace doorstep;

constexpr std::size_t largest_invitation = 64U << 10U;
constexpr std::int64_t pet_every_ms = 5'000;

Result<std::unique_ptr<agent::SetupSocket>> setup_socket(EventLoop& loop, const std::filesystem::path& keys,
                                                         const char* arrow) {
    DOORSTEP_TRY(const std::string address, socket_address(arrow, "setup.sock"));
    return agent::SetupSocket::serve(loop, keys, address);
}

Status run_agent() {
    DOORSTEP_TRY(agent::AgentSettings settings, agent::load_settings());
    settings.version = DOORSTEP_VERSION;
    const auto keys = settings.keys_folder;
    EventLoop loop;
    DOORSTEP_TRY(const auto agent, agent::Agent::open(loop, std::move(settings)));
    DOORSTEP_TRY(const std::string address, socket_address("kiosk-agent", "agent.sock"));
    DOORSTEP_CHECK(agent->serve(address, agent::Access::Kiosk));
    DOORSTEP_TRY(const std::string control, socket_address("agent-control", "agent.sock"));
#ifdef DOORSTEP_TEST_BUILD
    const auto access = agent::Access::Everything;  // test builds can submit from the command line (SECURITY 17)
#else
    const auto access = agent::Access::Technician;
#endif
    if (const auto served = agent->serve(control, access); !served) {
        log::warning("no control socket: {}", served.error().text());
    }
    DOORSTEP_TRY(const auto at_kiosk, setup_socket(loop, keys, "kiosk-agent"));
    const auto at_bench = setup_socket(loop, keys, "agent-control");
    if (!at_bench) {
        log::warning("nobody sets this station up from a bench: {}", at_bench.error().text());
    }
    DOORSTEP_CHECK(announce_ready("agent", address));
    loop.watch(stop_descriptor(), POLLIN, [&](short) { loop.stop(); });
    loop.every(pet_every_ms, [] { pet_watchdog(); });
    loop.run();
    return {};
}

struct EnrolWords {
    std::string invitation_file;
    std::string reply_file;
    agent::EnrolOptions options;
};

Status enrol(const EnrolWords& words) {
    DOORSTEP_TRY(const agent::AgentSettings settings, agent::load_settings());
    DOORSTEP_TRY(const std::string invitation, read_text_file(words.invitation_file, largest_invitation));
    DOORSTEP_TRY(const auto enrolled, agent::enrol(settings.keys_folder, invitation, words.options));
    std::fprintf(stderr, "release keys: %s\n",
                 enrolled.release_fingerprint.empty() ? "none, so no order of a release key is taken"
                                                      : enrolled.release_fingerprint.c_str());
    if (!enrolled.code.empty()) {
        std::fprintf(stderr, "to be typed at the township: %s %s\n", enrolled.code.substr(0, 4).c_str(),
                     enrolled.code.substr(4).c_str());
    }
    if (words.reply_file.empty()) {
        std::fputs(enrolled.reply.c_str(), stdout);
        return {};
    }
    return write_file_atomically(words.reply_file, as_bytes(enrolled.reply), 0644);
}

Status confirm(const std::string& code) {
    DOORSTEP_TRY(const agent::AgentSettings settings, agent::load_settings());
    return agent::confirm_enrolment(settings.keys_folder, code);
}

// A hand-in of two pages takes and gives back megabytes; fetched from the kernel anew each time, page by page, that is
// half of its time. What is given back is wiped (base/wiping_free.cpp), so it may stay.
void keep_memory() {
    constexpr int kept = 32 << 20;
    mallopt(M_MMAP_THRESHOLD, kept);
    mallopt(M_TRIM_THRESHOLD, kept);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("keeps what was handed in, sealed, and sends it to the township");
    app.set_version_flag("--version", DOORSTEP_VERSION);
    EnrolWords words;
    bool no_code = false;
    std::string code;
    auto* enrolment = app.add_subcommand("enrol", "makes this station's keys from a township's invitation");
    enrolment->add_option("FILE", words.invitation_file, "invitation from `doorstep-township enrol-station`")
        ->required();
    enrolment->add_option("--out", words.reply_file, "reply for `enrol-station --confirm` (default: printed)");
    enrolment->add_option("--release-fingerprint", words.options.release_fingerprint,
                          "refuse an invitation with other release keys");
    enrolment->add_flag("--no-code", no_code, "nothing is typed (laboratory)");
    auto* confirmation = app.add_subcommand("confirm", "the code that the township showed; until then nothing is sent");
    confirmation->add_option("CODE", code, "eight digits")->required();
    CLI11_PARSE(app, argc, argv);
    keep_memory();
    start_service("doorstep-agent");
    words.options.typed_code = !no_code;
    const auto status = enrolment->parsed() ? enrol(words) : confirmation->parsed() ? confirm(code) : run_agent();
    if (!status) {
        log::error("{}", status.error().text());
        return 1;
    }
    return 0;
}
