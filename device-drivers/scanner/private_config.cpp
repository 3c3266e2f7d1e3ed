#include "device-drivers/scanner/private_config.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "device-drivers/scanner/scan_error.hpp"

namespace doorstep::devices {
namespace {

constexpr std::string_view folder_prefix = "doorstep-sane-";

// Invalid when somebody else has it, or it is not ours to open.
FileDescriptor lock_folder(const std::filesystem::path& folder) {
    FileDescriptor lock(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    return lock.valid() && ::flock(lock.get(), LOCK_EX | LOCK_NB) == 0 ? std::move(lock) : FileDescriptor();
}

bool is_fresh(const std::filesystem::path& folder) {
    constexpr auto making = std::chrono::minutes(1);  // between mkdtemp and its lock lies no time worth speaking of
    std::error_code failed;
    const auto changed = std::filesystem::last_write_time(folder, failed);
    return failed || std::filesystem::file_time_type::clock::now() - changed < making;
}

// What killed processes left. One that is being made right now is not locked yet: it is empty and fresh.
void remove_abandoned(const std::filesystem::path& temporary) {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(temporary, ignored)) {
        if (!entry.path().filename().native().starts_with(folder_prefix)) {
            continue;
        }
        const bool being_made = std::filesystem::is_empty(entry.path(), ignored) && is_fresh(entry.path());
        if (!being_made && lock_folder(entry.path()).valid()) {
            std::filesystem::remove_all(entry.path(), ignored);
        }
    }
}

// Where libsane looks: $SANE_CONFIG_DIR, else the system's.
std::vector<std::filesystem::path> system_folders() {
    const char* given = std::getenv("SANE_CONFIG_DIR");
    std::istringstream list(given != nullptr && *given != '\0' ? given : "/etc/sane.d");
    std::vector<std::filesystem::path> folders;
    for (std::string folder; std::getline(list, folder, ':');) {
        folders.emplace_back(folder.empty() ? "/etc/sane.d" : folder);
    }
    return folders;
}

void look_in(const std::string& folders) {
    ::setenv("SANE_CONFIG_DIR", folders.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): before threads, as promised
}

// Names of a dll.conf: one a line, # begins a comment.
void add_backends(const std::filesystem::path& file, std::vector<std::string>& names) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        line.resize(std::min(line.find('#'), line.size()));
        std::istringstream words(line);
        if (std::string name; words >> name && std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(name);
        }
    }
}

std::vector<std::string> named_backends(const std::vector<std::filesystem::path>& folders) {
    std::vector<std::string> names;
    for (const auto& folder : folders) {
        add_backends(folder / "dll.conf", names);
        std::error_code ignored;
        for (const auto& entry : std::filesystem::directory_iterator(folder / "dll.d", ignored)) {
            add_backends(entry.path(), names);
        }
    }
    return names;
}

}  // namespace

Result<PrivateSaneConfig> PrivateSaneConfig::in_new_folder() {
    const auto temporary = std::filesystem::temp_directory_path();
    remove_abandoned(temporary);
    auto pattern = (temporary / (std::string(folder_prefix) + "XXXXXX")).native();
    if (::mkdtemp(pattern.data()) == nullptr) {
        return file_error(errno, pattern);
    }
    return PrivateSaneConfig(pattern, lock_folder(pattern));
}

Result<PrivateSaneConfig> PrivateSaneConfig::restricted(const std::vector<std::string>& only,
                                                        const std::vector<std::string>& never) {
    const auto holds = [](const auto& list, const auto& name) {
        return std::find(list.begin(), list.end(), name) != list.end();
    };
    const auto folders = system_folders();
    std::string lines;
    for (const auto& name : only.empty() ? named_backends(folders) : only) {
        lines += holds(never, name) ? "" : name + "\n";
    }
    DOORSTEP_TRY(auto config, in_new_folder());
    DOORSTEP_CHECK(write_file_atomically(config.folder_ / "dll.conf", as_bytes(lines), 0644));
    DOORSTEP_CHECK(make_folder(config.folder_ / "dll.d", 0755));  // so that no other one is looked for
    std::string path = config.folder_.native();
    for (const auto& folder : folders) {
        path += ":" + folder.native();
    }
    look_in(path);
    return config;
}

Result<PrivateSaneConfig> PrivateSaneConfig::make(std::string_view url) {
    if (!url.starts_with("http://") || url.find_first_of("\r\n\",; ") != std::string_view::npos) {
        return Error(ScanError::Unsupported, "not an http:// address");
    }
    DOORSTEP_TRY(auto config, in_new_folder());
    const auto airscan =
        fmt::format("[devices]\n\"Scanner\" = {}, eSCL\n[options]\ndiscovery = disable\nmodel = network\n", url);
    DOORSTEP_CHECK(write_file_atomically(config.folder_ / "dll.conf", as_bytes("airscan\n"), 0644));
    DOORSTEP_CHECK(write_file_atomically(config.folder_ / "airscan.conf", as_bytes(airscan), 0644));
    look_in(config.folder_.native());
    return config;
}

PrivateSaneConfig& PrivateSaneConfig::operator=(PrivateSaneConfig&& other) noexcept {
    std::swap(folder_, other.folder_);
    std::swap(lock_, other.lock_);
    return *this;
}

PrivateSaneConfig::~PrivateSaneConfig() {
    if (!folder_.empty()) {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
}

}  // namespace doorstep::devices
