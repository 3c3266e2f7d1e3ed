#include <poll.h>

#include <optional>

#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/event_loop.hpp"
#include "base/files.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "base/paths.hpp"
#include "base/service.hpp"
#include "township/cli/command.hpp"
#include "township/cli/township_config.hpp"
#include "township/console/console.hpp"
#include "township/gateway/admission.hpp"
#include "township/gateway/gateway.hpp"
#include "township/gateway/township_metrics.hpp"

namespace doorstep::township {
namespace {

constexpr std::int64_t watchdog_ms = 2000;
constexpr std::int64_t metrics_ms = 15'000;
constexpr std::int64_t longest_wait_ms = 60'000;  // below the time that systemd gives a start

// What the command line says instead of township.toml.
struct Given {
    std::string line;
    std::string console;
};

// A running console; its page's address, with the token, is for its user alone.
Result<std::unique_ptr<Console>> start_console(const std::string& address, const StoreSettings& store) {
    std::unique_ptr<Console> console;
    if (address.empty()) {
        return console;
    }
    DOORSTEP_TRY(console, Console::start(state_folder("township"), share_folder() / "schemes", address, store));
    DOORSTEP_CHECK(write_file_atomically(endpoint_file("township-console"), as_bytes(console->url()), 0600));
    log::info("console: its address is in {}", endpoint_file("township-console").native());
    return console;
}

void write_figures(const std::filesystem::path& file, Archive& archive, std::size_t connected) {
    const auto text = township_metrics(archive, connected);
    const auto written = text ? write_metrics(file, *text) : Status(text.error());
    if (!written) {
        log::warning("metrics: {}", written.error().text());
    }
}

// A server that is away at our start may come: machines start in any order. Until then no station is let in.
Result<std::unique_ptr<Archive>> open_when_there() {
    auto archive = open_archive("gateway");
    const auto until = monotonic_milliseconds() + longest_wait_ms;
    while (!archive && archive.error().is(DatabaseError::Away) && monotonic_milliseconds() < until) {
        log::warning("store: {}; waiting", archive.error().text());
        pollfd stop{stop_descriptor(), POLLIN, 0};
        if (::poll(&stop, 1, 1000) > 0) {
            break;
        }
        archive = open_archive("gateway");
    }
    return archive;
}

Status serve(const Given& given) {
    start_service("township");
    DOORSTEP_TRY(const auto config, load_township_config("gateway"));
    DOORSTEP_TRY(const auto archive, open_when_there());
    DOORSTEP_TRY(const auto opener, Opener::load(archive->folder() / "keys"));
    DOORSTEP_CHECK(make_folder(run_folder(), 0755));
    Judgement judgement(share_folder() / "schemes");
    EventLoop loop;
    DOORSTEP_TRY(const auto admission, start_admission(loop, *archive));
    DOORSTEP_TRY(const auto gateway,
                 Gateway::start(loop, *archive, judgement, opener, given.line.empty() ? config.line : given.line));
    DOORSTEP_TRY(const auto console,
                 start_console(given.console.empty() ? config.console : given.console, config.store));
    loop.watch(stop_descriptor(), 1 /* POLLIN */, [&loop](short) { loop.stop(); });
    loop.every(watchdog_ms, [] { pet_watchdog(); });
    if (!config.metrics_file.empty()) {
        const auto write = [&] { write_figures(config.metrics_file, *archive, gateway->connected()); };
        write();
        loop.every(metrics_ms, write);
    }
    DOORSTEP_CHECK(announce_ready("township", gateway->endpoint()));
    loop.run();
    log::info("stopping");
    return write_audit_head(*archive);
}

}  // namespace

void add_serve_command(Commands commands) {
    const auto given = std::make_shared<Given>();
    auto* serving = commands.app.add_subcommand("serve", "listen to stations until stopped");
    serving->add_option("--listen", given->line, "tcp://ADDRESS:PORT, port 0: any free one (township.toml: listen)");
    serving->add_option("--console", given->console, "127.0.0.1:PORT of the read-only page (township.toml: console)");
    serving->callback([given, &chosen = commands.chosen] { chosen = [given] { return serve(*given); }; });
}

}  // namespace doorstep::township
