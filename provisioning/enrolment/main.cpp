// doorstep-setup: how far a station is set up, and what the system is told on the way. Runs until the station is set
// up.
#include <poll.h>

#include <CLI/CLI.hpp>

#include "base/log.hpp"
#include "base/paths.hpp"
#include "base/service.hpp"
#include "protocol/rpc_server.hpp"
#include "provisioning/enrolment/setup_service.hpp"

namespace {

using namespace doorstep;  // NOLINT: a program's main

constexpr std::int64_t pet_every_ms = 5'000;
constexpr std::int64_t look_at_stick_every_ms = 1'000;

Status run() {
    DOORSTEP_TRY(auto settings, setup::load_settings());
    settings.version = DOORSTEP_VERSION;
    EventLoop loop;
    DOORSTEP_TRY(const auto service, setup::SetupService::open(loop, std::move(settings)));
    DOORSTEP_TRY(const std::string address, socket_address("kiosk-setup", "setup.sock"));
    protocol::RpcServer::Handlers handlers;
    handlers.request = [&service](const std::string&, const std::string& payload, const auto& reply) {
        service->handle(payload, reply);
        service->hide_when_finished();
    };
    DOORSTEP_TRY(const auto server, protocol::RpcServer::bind(loop, address, std::move(handlers)));
    DOORSTEP_CHECK(announce_ready("setup", address));
    service->hide_when_finished();
    log::info("step {}{}", static_cast<int>(service->wizard().current()),
              service->wizard().finished() ? ", all done" : "");
    loop.watch(stop_descriptor(), POLLIN, [&](short) { loop.stop(); });
    loop.every(pet_every_ms, [] { pet_watchdog(); });
    loop.every(look_at_stick_every_ms, [&service] { service->look_at_stick(); });
    loop.run();
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("keeps how far this station is set up");
    app.set_version_flag("--version", DOORSTEP_VERSION);
    CLI11_PARSE(app, argc, argv);
    start_service("doorstep-setup");
    const auto status = run();
    if (!status) {
        log::error("{}", status.error().text());
        return 1;
    }
    return 0;
}
