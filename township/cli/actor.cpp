#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <vector>

#include <fmt/format.h>

#include "base/paths.hpp"
#include "township/cli/command.hpp"
#include "township/cli/township_config.hpp"

namespace doorstep::township {
namespace {

std::string account_name(uid_t uid) {
    std::vector<char> buffer(16384);
    passwd entry{};
    passwd* found = nullptr;
    if (getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) {
        return found->pw_name;
    }
    return fmt::format("uid {}", uid);
}

}  // namespace

void add_common(CLI::App& command, Common& common) {
    command.add_flag("--json", common.json, "one JSON document on standard output");
    command.add_option("--purpose", common.purpose, "why you look; with it names and numbers are shown in full");
}

// SUDO_UID is set by sudo itself; whoever can forge it is root already.
Actor actor_of(const Common& common) {
    std::string who = account_name(getuid());
    if (const char* behind = std::getenv("SUDO_USER"); getuid() == 0 && behind != nullptr && *behind != '\0') {
        who = fmt::format("{} (as {})", behind, who);
    }
    return {std::move(who), common.purpose};
}

Status audit_command(Archive& archive, const Actor& actor, std::string_view action, std::string_view what) {
    DOORSTEP_CHECK(audit(archive, actor, action, what));
    return write_audit_head(archive);
}

Result<std::unique_ptr<Archive>> open_archive(std::string_view role) {
    DOORSTEP_TRY(const auto config, load_township_config(role));
    return Archive::open(state_folder("township"), system_clock(), config.store);
}

}  // namespace doorstep::township
