// A SANE configuration of our own for a scanner that is named by its eSCL address: sane-airscan alone, no discovery, so
// that neither a broken backend nor a slow network search stands in the way.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/files.hpp"

namespace doorstep::devices {

// Removes its folder when it goes.
class PrivateSaneConfig {
  public:
    // For "http://HOST:PORT/eSCL/"; sets SANE_CONFIG_DIR of this process. Call before sane_init and before threads.
    static Result<PrivateSaneConfig> make(std::string_view url);
    PrivateSaneConfig(PrivateSaneConfig&& other) noexcept : folder_(std::move(other.folder_)) { other.folder_.clear(); }
    PrivateSaneConfig& operator=(PrivateSaneConfig&& other) noexcept;
    ~PrivateSaneConfig();
    // What sane_open takes.
    static constexpr auto device = "airscan:e0:Scanner";

  private:
    explicit PrivateSaneConfig(std::filesystem::path folder) : folder_(std::move(folder)) {}
    std::filesystem::path folder_;
};

}  // namespace doorstep::devices
