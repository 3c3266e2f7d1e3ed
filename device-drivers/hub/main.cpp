// doorstep-hub: every device of the station behind one socket.
#include <poll.h>

#include <cstdio>

#include <CLI/CLI.hpp>

#include "base/log.hpp"
#include "base/paths.hpp"
#include "base/service.hpp"
#include "device-drivers/hub/hub.hpp"

namespace {

using namespace doorstep;

Result<devices::HubConfig> load(const std::filesystem::path& path) {
    DOORSTEP_TRY(Config file, Config::load(path));
    auto config = devices::read_hub_config(file);
    return config ? std::move(config) : Result<devices::HubConfig>(config.error().with_context(path.native()));
}

Status serve(devices::HubConfig config) {
    EventLoop loop;
    devices::HubOptions options;
    options.config = std::move(config);
    DOORSTEP_TRY(options.address, socket_address("kiosk-hub", "hub.sock"));
    const std::string address = options.address;
    options.spool = run_folder() / "spool";
    options.power_off_file = run_folder() / "power-off/now";
    options.restart_file = run_folder() / "power-off/restart";
    DOORSTEP_TRY(const auto hub, devices::Hub::start(loop, std::move(options)));
    loop.watch(stop_descriptor(), POLLIN, [&loop](short) { loop.stop(); });
    constexpr std::int64_t watchdog_every_ms = 5000;
    loop.every(watchdog_every_ms, [] { pet_watchdog(); });
    DOORSTEP_CHECK(announce_ready("hub", address));
    loop.run();
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Doorstep's device hub: card reader, camera, scanner and printer for the kiosk.");
    std::filesystem::path path = configuration_folder() / "hub.toml";
    bool check_only = false;
    app.add_option("--config", path, "configuration, default " + path.native());
    app.add_flag("--check-config", check_only, "read the configuration, say what is wrong, end");
    CLI11_PARSE(app, argc, argv);
    auto config = load(path);
    if (!config || check_only) {
        std::fprintf(config ? stdout : stderr, "%s\n", config ? "good" : config.error().text().c_str());
        return config ? 0 : 1;
    }
    start_service("doorstep-hub");
    if (auto served = serve(std::move(*config)); !served) {
        log::error("{}", served.error().text());
        return 1;
    }
    return 0;
}
