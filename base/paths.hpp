// Where things lie (DESIGN, Places). DOORSTEP_ROOT moves configuration and state, DOORSTEP_RUN sockets and spool.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace doorstep {

enum class PathError {
    TooLong =
        1,  // stop at start and say so: a socket path may not exceed 100 bytes; set DOORSTEP_RUN to a shorter folder
};
template <>
struct ErrorNames<PathError> {
    static constexpr std::string_view module = "path";
    static std::string_view name(PathError) { return "TooLong"; }
};

// /etc/doorstep, or $DOORSTEP_ROOT/etc/doorstep.
std::filesystem::path configuration_folder();
// /var/lib/doorstep/<process>, or below $DOORSTEP_ROOT.
std::filesystem::path state_folder(std::string_view process);
// /run/doorstep, or $DOORSTEP_RUN.
std::filesystem::path run_folder();
// /usr/share/doorstep (schemes, models, texts), or $DOORSTEP_SHARE.
std::filesystem::path share_folder();
// Where the vision models lie: $DOORSTEP_MODELS, or share_folder()/models.
std::filesystem::path models_folder();
// "ipc:///run/doorstep/<arrow>/<name>"; each arrow is its own folder that only its two ends' group may enter
// (SECURITY 17). TooLong over 100 bytes of path.
Result<std::string> socket_address(std::string_view arrow, std::string_view name);
// run_folder()/<process>.endpoint: where a listener writes what it got.
std::filesystem::path endpoint_file(std::string_view process);

}  // namespace doorstep
