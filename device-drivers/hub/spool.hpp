// The folders where sessions' pages lie: RAM only, one folder a session, gone with the session.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/error.hpp"

namespace doorstep::devices {

enum class SpoolFolderError {
    NotInRam = 1,  // stop at start and say so: pages would reach a disk
    CannotMake,    // stop at start, or refuse the session: rights or space
};

// Thread-bound.
class Spool {
  public:
    // Makes the folder (02750) when missing and removes what an earlier run left in it. `bound`: bytes of all sessions.
    static Result<Spool> open(std::filesystem::path folder, std::uint64_t bound);
    // The session's folder, mode 0750, group of the spool (setgid). CannotMake.
    Status begin(const std::string& session) const;
    // Removes it with all pages; the memory goes back to the machine at once.
    void end(const std::string& session) const;
    // True while all files together stay within the bound.
    bool has_room() const;
    const std::filesystem::path& folder() const { return folder_; }

  private:
    Spool(std::filesystem::path folder, std::uint64_t bound) : folder_(std::move(folder)), bound_(bound) {}
    std::filesystem::path folder_;
    std::uint64_t bound_;
};

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::SpoolFolderError> {
    static constexpr std::string_view module = "spool-folder";
    static std::string_view name(devices::SpoolFolderError e) {
        return e == devices::SpoolFolderError::NotInRam ? "NotInRam" : "CannotMake";
    }
};
