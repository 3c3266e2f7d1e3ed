// Bulk bytes between processes: files in $DOORSTEP_RUN/spool/<session>/<random>, written once, named by a SpoolRef
// {name, size, digest, kind} (DESIGN, Places). Reentrant.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"
#include "protocol/messages/common.pb.h"

namespace doorstep::devices {

enum class SpoolError {
    BadName = 1,  // refuse the reference: not "<session>/<file>" of plain letters and digits
    Gone,         // the session has ended: drop the job
    Full,         // tell FAULT_DISK_FULL: over the file bound or no room left in the spool
    Mismatch,     // refuse: size or digest is not what the reference says
    IoFailed,     // tell the technician
};

// A page of A3 at 300 dpi in colour as JPEG is below 8 MiB; a raw one never goes through the spool.
constexpr std::size_t largest_spool_file = std::size_t{32} << 20;

// True for a session token or file name as we make them: 1 … 64 characters of [0-9a-zA-Z_-].
bool is_spool_name(std::string_view part);

// Writes the bytes as a new file of random name, mode 0640, group of the folder (setgid); the session's folder must be
// there (the hub makes it, so a late worker cannot bring an ended session back: Gone). By rename: a reader never sees
// half a file.
Result<wire::SpoolRef> write_spool_file(const std::filesystem::path& spool, std::string_view session, BytesView bytes,
                                        std::string_view kind);
// Reads what a reference names: O_NOFOLLOW, size and digest checked.
Result<WipedBytes> read_spool_file(const std::filesystem::path& spool, const wire::SpoolRef& reference);

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::SpoolError> {
    static constexpr std::string_view module = "spool";
    static std::string_view name(devices::SpoolError e);
};
