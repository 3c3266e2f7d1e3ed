#include "base/paths.hpp"

#include <cstdlib>

#include <fmt/format.h>

namespace doorstep {
namespace {

std::filesystem::path from_environment(const char* variable, const char* otherwise) {
    const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): read only, at start
    return value != nullptr && *value != '\0' ? value : otherwise;
}

std::filesystem::path root() {
    return from_environment("DOORSTEP_ROOT", "/");
}

constexpr std::size_t longest_socket_path = 100;  // sun_path holds 108; a margin for libzmq

}  // namespace

std::filesystem::path configuration_folder() {
    return root() / "etc/doorstep";
}

std::filesystem::path state_folder(std::string_view process) {
    return root() / "var/lib/doorstep" / process;
}

std::filesystem::path run_folder() {
    return from_environment("DOORSTEP_RUN", "/run/doorstep");
}

std::filesystem::path share_folder() {
    return from_environment("DOORSTEP_SHARE", "/usr/share/doorstep");
}

std::filesystem::path models_folder() {
    return from_environment("DOORSTEP_MODELS", (share_folder() / "models").c_str());
}

Result<std::string> socket_address(std::string_view arrow, std::string_view name) {
    const auto path = run_folder() / arrow / name;
    if (path.native().size() > longest_socket_path) {
        return Error(PathError::TooLong,
                     fmt::format("{} has {} bytes, {} are allowed; set DOORSTEP_RUN to a shorter folder", path.native(),
                                 path.native().size(), longest_socket_path));
    }
    return "ipc://" + path.native();
}

std::filesystem::path endpoint_file(std::string_view process) {
    return run_folder() / fmt::format("{}.endpoint", process);
}

}  // namespace doorstep
