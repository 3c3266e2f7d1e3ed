#include "device-drivers/hub/spool.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "base/files.hpp"
#include "base/log.hpp"

namespace doorstep::devices {
namespace fs = std::filesystem;

namespace {

// mkdir alone: the folder inherits group and setgid from its parent, which a chmod (forbidden to set them in the
// hub's sandbox) would take away.
Status make_session_folder(const fs::path& folder) {
    const mode_t before = ::umask(0027);
    const int failed = ::mkdir(folder.c_str(), 0750);
    const int why = errno;
    ::umask(before);
    return failed == 0 ? Status() : Error(SpoolFolderError::CannotMake, std::strerror(why));
}

}  // namespace

Result<Spool> Spool::open(fs::path folder, std::uint64_t bound) {
    std::error_code failed;
    if (!fs::exists(folder, failed)) {
        DOORSTEP_CHECK(make_folder(folder, 0750));
        if (::chmod(folder.c_str(), 02750) != 0) {
            log::warning("the spool's folder has no setgid bit: {}", std::strerror(errno));
        }
    }
    if (!is_in_ram(folder)) {
        return Error(SpoolFolderError::NotInRam, folder.native() + " is not on a tmpfs");
    }
    for (const auto& left : fs::directory_iterator(folder, failed)) {
        std::error_code ignored;
        fs::remove_all(left.path(), ignored);
    }
    if (failed) {
        return Error(SpoolFolderError::CannotMake, failed.message());
    }
    return Spool(std::move(folder), bound);
}

Status Spool::begin(const std::string& session) const {
    return make_session_folder(folder_ / session);
}

void Spool::end(const std::string& session) const {
    std::error_code failed;
    fs::remove_all(folder_ / session, failed);
    if (failed) {
        log::error("a session's pages could not be removed: {}", failed.message());
    }
}

bool Spool::has_room() const {
    std::uint64_t sum = 0;
    std::error_code failed;
    for (fs::recursive_directory_iterator at(folder_, failed), end; !failed && at != end; at.increment(failed)) {
        std::error_code gone;
        const auto size = at->is_regular_file(gone) ? at->file_size(gone) : 0;
        sum += gone ? 0 : size;
    }
    return sum <= bound_;
}

}  // namespace doorstep::devices
