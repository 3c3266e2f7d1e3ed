#include "device-drivers/scanner/private_config.hpp"

#include <cerrno>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "device-drivers/scanner/scan_error.hpp"

namespace doorstep::devices {

Result<PrivateSaneConfig> PrivateSaneConfig::make(std::string_view url) {
    if (!url.starts_with("http://") || url.find_first_of("\r\n\",; ") != std::string_view::npos) {
        return Error(ScanError::Unsupported, "not an http:// address");
    }
    auto pattern = (std::filesystem::temp_directory_path() / "doorstep-sane-XXXXXX").native();
    if (::mkdtemp(pattern.data()) == nullptr) {
        return file_error(errno, pattern);
    }
    PrivateSaneConfig config{std::filesystem::path(pattern)};
    const auto airscan =
        fmt::format("[devices]\n\"Scanner\" = {}, eSCL\n[options]\ndiscovery = disable\nmodel = network\n", url);
    DOORSTEP_CHECK(write_file_atomically(config.folder_ / "dll.conf", as_bytes("airscan\n"), 0644));
    DOORSTEP_CHECK(write_file_atomically(config.folder_ / "airscan.conf", as_bytes(airscan), 0644));
    ::setenv("SANE_CONFIG_DIR", pattern.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): before threads, as promised
    return config;
}

PrivateSaneConfig& PrivateSaneConfig::operator=(PrivateSaneConfig&& other) noexcept {
    std::swap(folder_, other.folder_);
    return *this;
}

PrivateSaneConfig::~PrivateSaneConfig() {
    if (!folder_.empty()) {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
}

}  // namespace doorstep::devices
