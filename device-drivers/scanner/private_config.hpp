// A SANE configuration of our own: for a scanner that is named by its eSCL address sane-airscan alone, no discovery, so
// that neither a broken backend nor a slow network search stands in the way; for others the backends that are allowed.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/files.hpp"

namespace doorstep::devices {

// Removes its folder when it goes. Whose process was killed could not: the next one removes what is left of it.
class PrivateSaneConfig {
  public:
    // For "http://HOST:PORT/eSCL/"; sets SANE_CONFIG_DIR of this process. Call before sane_init and before threads.
    static Result<PrivateSaneConfig> make(std::string_view url);
    // Of the backends that the system's dll.conf (and dll.d) names those of `only` (empty: all) without those of
    // `never`; one of `only` that the system does not name is used too. Each backend's own file is the system's. As
    // make().
    static Result<PrivateSaneConfig> restricted(const std::vector<std::string>& only,
                                                const std::vector<std::string>& never);
    PrivateSaneConfig(PrivateSaneConfig&& other) noexcept
        : folder_(std::exchange(other.folder_, {})), lock_(std::move(other.lock_)) {}
    PrivateSaneConfig& operator=(PrivateSaneConfig&& other) noexcept;
    ~PrivateSaneConfig();
    // What sane_open takes.
    static constexpr auto device = "airscan:e0:Scanner";

  private:
    static Result<PrivateSaneConfig> in_new_folder();
    PrivateSaneConfig(std::filesystem::path folder, FileDescriptor lock)
        : folder_(std::move(folder)), lock_(std::move(lock)) {}
    std::filesystem::path folder_;
    FileDescriptor lock_;  // held while the folder is somebody's; the kernel gives it back when he dies
};

}  // namespace doorstep::devices
