#include "device-drivers/worker/spool_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <string>

#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "base/files.hpp"
#include "base/uuid.hpp"

namespace doorstep {

std::string_view ErrorNames<devices::SpoolError>::name(devices::SpoolError e) {
    using devices::SpoolError;
    switch (e) {
        case SpoolError::BadName:
            return "BadName";
        case SpoolError::Gone:
            return "Gone";
        case SpoolError::Full:
            return "Full";
        case SpoolError::Mismatch:
            return "Mismatch";
        case SpoolError::IoFailed:
            return "IoFailed";
    }
    return "?";
}

}  // namespace doorstep

namespace doorstep::devices {
namespace {

Error spool_error(int error_number) {
    switch (error_number) {
        case ENOENT:
            return SpoolError::Gone;
        case ENOSPC:
        case EFBIG:
        case EDQUOT:
            return SpoolError::Full;
        default:
            return {SpoolError::IoFailed, std::to_string(error_number)};
    }
}

std::string random_name() {
    std::array<std::uint8_t, 16> random{};
    fill_random(random);
    return to_hex(BytesView(random));
}

Result<FileDescriptor> open_session(const std::filesystem::path& spool, std::string_view session) {
    if (!is_spool_name(session)) {
        return SpoolError::BadName;
    }
    FileDescriptor folder(::open((spool / session).c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!folder.valid()) {
        return spool_error(errno);
    }
    return folder;
}

Status write_all(int fd, BytesView bytes) {
    while (!bytes.empty()) {
        const auto n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return spool_error(errno);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(n));
    }
    return {};
}

Result<WipedBytes> read_all(int fd, std::size_t size) {
    WipedBytes bytes(size);
    std::size_t done = 0;
    while (done < size) {
        const auto n = ::read(fd, bytes.data() + done, size - done);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return spool_error(errno);
        }
        if (n == 0) {
            return SpoolError::Mismatch;
        }
        done += static_cast<std::size_t>(n);
    }
    return bytes;
}

}  // namespace

bool is_spool_name(std::string_view part) {
    return !part.empty() && part.size() <= 64 && std::all_of(part.begin(), part.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
}

Result<wire::SpoolRef> write_spool_file(const std::filesystem::path& spool, std::string_view session, BytesView bytes,
                                        std::string_view kind) {
    if (bytes.size() > largest_spool_file) {
        return SpoolError::Full;
    }
    DOORSTEP_TRY(const FileDescriptor folder, open_session(spool, session));
    const std::string name = random_name();
    const std::string unfinished = "." + name;
    FileDescriptor file(
        ::openat(folder.get(), unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0640));
    if (!file.valid()) {
        return spool_error(errno);
    }
    Status written = write_all(file.get(), bytes);
    if (written && (::fchmod(file.get(), 0640) != 0 ||
                    ::renameat(folder.get(), unfinished.c_str(), folder.get(), name.c_str()) != 0)) {
        written = spool_error(errno);
    }
    if (!written) {
        ::unlinkat(folder.get(), unfinished.c_str(), 0);
        return std::move(written).error();
    }
    const Digest digest = sha256(bytes);
    wire::SpoolRef reference;
    reference.set_name(std::string(session) + "/" + name);
    reference.set_size(bytes.size());
    reference.set_digest(digest.data(), digest.size());
    reference.set_kind(std::string(kind));
    return reference;
}

Result<WipedBytes> read_spool_file(const std::filesystem::path& spool, const wire::SpoolRef& reference) {
    const auto slash = reference.name().find('/');
    if (slash == std::string::npos) {
        return SpoolError::BadName;
    }
    const std::string file_name = reference.name().substr(slash + 1);
    if (!is_spool_name(file_name)) {
        return SpoolError::BadName;
    }
    if (reference.size() > largest_spool_file) {
        return SpoolError::Mismatch;
    }
    DOORSTEP_TRY(const FileDescriptor folder, open_session(spool, reference.name().substr(0, slash)));
    const FileDescriptor file(::openat(folder.get(), file_name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    struct stat status {};
    if (!file.valid() || ::fstat(file.get(), &status) != 0) {
        return spool_error(errno);
    }
    if (!S_ISREG(status.st_mode) || static_cast<std::uint64_t>(status.st_size) != reference.size()) {
        return SpoolError::Mismatch;
    }
    DOORSTEP_TRY(WipedBytes bytes, read_all(file.get(), reference.size()));
    const Digest digest = sha256(bytes);
    if (as_text(digest) != reference.digest()) {
        return SpoolError::Mismatch;
    }
    return bytes;
}

}  // namespace doorstep::devices
