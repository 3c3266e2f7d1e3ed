// doorstep-township: the gateway (`serve`) and the township's commands.
#include "township/cli/answer.hpp"
#include "township/cli/command.hpp"
#include "township/cli/setup_commands.hpp"

int main(int argc, char** argv) {
    using namespace doorstep;
    CLI::App app{"The township's end of Doorstep: gateway, archive, cases."};
    app.require_subcommand(1);
    township::Common common;
    township::Run chosen;
    const township::Commands commands{app, common, chosen};
    township::add_serve_command(commands);
    township::add_station_commands(commands);
    township::add_setup_commands(commands);
    township::add_case_commands(commands);
    township::add_tray_commands(commands);
    township::add_import_command(commands);
    township::add_care_commands(commands);
    township::add_feed_commands(commands);
    township::add_migration_commands(commands);
    township::add_release_commands(commands);
    township::add_news_commands(commands);
    township::add_complaint_commands(commands);
    township::add_attest_commands(commands);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? township::exit_ok : township::exit_usage;
    }
    const auto status = chosen();
    return status ? township::exit_ok : township::say_refused(common, status.error());
}
