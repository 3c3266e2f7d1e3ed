// What all commands share: the archive, who asks, and how to answer. One file a group of commands.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

#include <CLI/CLI.hpp>

#include "township/archive/archive.hpp"
#include "township/archive/audit.hpp"

namespace doorstep::township {

// Options that stand behind every command.
struct Common {
    bool json = false;
    std::string purpose;
};

// Exit codes of the program.
constexpr int exit_ok = 0;
constexpr int exit_refused = 1;  // a sentence says why; nothing was changed
constexpr int exit_usage = 2;

// The command that was chosen, to be run once the line is parsed.
using Run = std::function<Status()>;
struct Commands {
    CLI::App& app;
    Common& common;
    Run& chosen;
};

// Each adds its commands to the line.
void add_case_commands(Commands commands);
void add_station_commands(Commands commands);
void add_tray_commands(Commands commands);
void add_serve_command(Commands commands);
void add_import_command(Commands commands);
void add_care_commands(Commands commands);
void add_feed_commands(Commands commands);
void add_migration_commands(Commands commands);
void add_release_commands(Commands commands);
void add_news_commands(Commands commands);
void add_complaint_commands(Commands commands);
void add_attest_commands(Commands commands);

// Adds --json and --purpose to a command.
void add_common(CLI::App& command, Common& common);
// Adds a command below `above`, with the common options; when it is chosen it runs with its group's arguments.
template <class Arguments>
CLI::App* add_command(const Commands& c, const std::shared_ptr<Arguments>& a, CLI::App& above, const char* name,
                      const char* words, Status (*run)(const Common&, const std::type_identity_t<Arguments>&)) {
    auto* added = above.add_subcommand(name, words);
    add_common(*added, c.common);
    added->callback(
        [a, run, &common = c.common, &chosen = c.chosen] { chosen = [a, run, &common] { return run(common, *a); }; });
    return added;
}
// The system account that runs this, with the account behind sudo where there is one, and the purpose (SECURITY 21).
Actor actor_of(const Common& common);
// The command's row in the audit chain, and the chain's head beside the database (audit.hpp).
Status audit_command(Archive& archive, const Actor& actor, std::string_view action, std::string_view what);
// Opens this machine's archive in the store that township.toml says; `role` as load_township_config(). NotInitialised
// says what to do.
Result<std::unique_ptr<Archive>> open_archive(std::string_view role = "desk");

}  // namespace doorstep::township
