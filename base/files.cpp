#include "base/files.hpp"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "base/uuid.hpp"

namespace doorstep {
namespace {

Status write_all(int fd, BytesView content, const std::filesystem::path& path) {
    std::size_t done = 0;
    while (done < content.size()) {
        const ssize_t n = ::write(fd, content.data() + done, content.size() - done);
        if (n < 0 && errno != EINTR) {
            return file_error(errno, path.native());
        }
        done += n > 0 ? static_cast<std::size_t>(n) : 0;
    }
    return {};
}

enum class Durability { Synced, Volatile };

constexpr unsigned mode_of_mount = 0;

Status replace_file(const std::filesystem::path& path, BytesView content, unsigned mode, Durability durability) {
    std::array<std::uint8_t, 6> salt{};
    fill_random(salt);
    auto temporary = path;
    temporary += fmt::format(".{}.part", to_hex(BytesView(salt)));
    FileDescriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                               mode == mode_of_mount ? 0644 : mode));
    if (!file.valid()) {
        return file_error(errno, temporary.native());
    }
    auto written = write_all(file.get(), content, temporary);
    if (written && mode != mode_of_mount && fchmod(file.get(), mode) != 0) {
        written = file_error(errno, temporary.native());
    }
    if (written && durability == Durability::Synced && fsync(file.get()) != 0) {
        written = file_error(errno, temporary.native());
    }
    file.reset();
    if (written && ::rename(temporary.c_str(), path.c_str()) != 0) {
        written = file_error(errno, path.native());
    }
    if (!written) {
        ::unlink(temporary.c_str());
        return written;
    }
    return durability == Durability::Synced ? sync_folder(path.parent_path()) : Status{};
}

}  // namespace

std::string_view ErrorNames<FileError>::name(FileError e) {
    switch (e) {
        case FileError::NotFound:
            return "NotFound";
        case FileError::Denied:
            return "Denied";
        case FileError::NoSpace:
            return "NoSpace";
        case FileError::TooLarge:
            return "TooLarge";
        case FileError::NotRegular:
            return "NotRegular";
        case FileError::IoFailed:
            return "IoFailed";
    }
    return "?";
}

Error file_error(int error_number, std::string_view what) {
    const auto detail = fmt::format("{}: {}", what, std::strerror(error_number));
    switch (error_number) {
        case ENOENT:
        case ENOTDIR:
            return {FileError::NotFound, detail};
        case EACCES:
        case EPERM:
        case EROFS:
            return {FileError::Denied, detail};
        case ENOSPC:
        case EDQUOT:
            return {FileError::NoSpace, detail};
        case ELOOP:
        case EISDIR:
            return {FileError::NotRegular, detail};
        default:
            return {FileError::IoFailed, detail};
    }
}

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
    if (this != &other) {
        reset();
        fd_ = other.release();
    }
    return *this;
}

int FileDescriptor::release() {
    const int fd = fd_;
    fd_ = -1;
    return fd;
}

void FileDescriptor::reset() {
    if (fd_ >= 0) {
        ::close(fd_);
        fd_ = -1;
    }
}

Result<Bytes> read_file(const std::filesystem::path& path, std::size_t bound) {
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat info {};
    if (!file.valid() || fstat(file.get(), &info) != 0) {
        return file_error(errno, path.native());
    }
    if (!S_ISREG(info.st_mode)) {
        return Error(FileError::NotRegular, path.native());
    }
    // In one block: one that grows is copied, and wiped where it was, again and again.
    Bytes content;
    content.reserve(std::min(bound, static_cast<std::size_t>(std::max<off_t>(info.st_size, 0))));
    Bytes piece(64 * 1024);
    for (;;) {
        const ssize_t n = ::read(file.get(), piece.data(), piece.size());
        if (n == 0) {
            return content;
        }
        if (n < 0 && errno != EINTR) {
            return file_error(errno, path.native());
        }
        content.insert(content.end(), piece.begin(), piece.begin() + (n > 0 ? n : 0));
        if (content.size() > bound) {
            return Error(FileError::TooLarge, fmt::format("{}: more than {} bytes", path.native(), bound));
        }
    }
}

Result<std::string> read_text_file(const std::filesystem::path& path, std::size_t bound) {
    DOORSTEP_TRY(const Bytes content, read_file(path, bound));
    return std::string(as_text(content));
}

Status write_file_durably(const std::filesystem::path& path, BytesView content, unsigned mode) {
    return replace_file(path, content, mode, Durability::Synced);
}

Status write_file_atomically(const std::filesystem::path& path, BytesView content, unsigned mode) {
    return replace_file(path, content, mode, Durability::Volatile);
}

Status write_file_carried(const std::filesystem::path& path, BytesView content) {
    return replace_file(path, content, mode_of_mount, Durability::Synced);
}

Status sync_folder(const std::filesystem::path& folder) {
    const auto* name = folder.empty() ? "." : folder.c_str();
    const FileDescriptor fd(::open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.valid() || fsync(fd.get()) != 0) {
        return file_error(errno, name);
    }
    return {};
}

Status make_folder(const std::filesystem::path& folder, unsigned mode) {
    std::error_code failed;
    if (std::filesystem::is_directory(folder, failed)) {
        return {};
    }
    if (folder.has_parent_path()) {
        std::filesystem::create_directories(folder.parent_path(), failed);
    }
    if (::mkdir(folder.c_str(), mode) != 0 && errno != EEXIST) {
        return file_error(errno, folder.native());
    }
    if (::chmod(folder.c_str(), mode) != 0) {
        return file_error(errno, folder.native());
    }
    return {};
}

Status overwrite_with_noise(const std::filesystem::path& path) {
    const FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    struct stat info {};
    if (!file.valid() || ::fstat(file.get(), &info) != 0) {
        return errno == ENOENT ? Status{} : file_error(errno, path.native());
    }
    constexpr off_t largest = 1 << 20;  // for keys, not for archives
    Bytes noise(static_cast<std::size_t>(std::min(info.st_size, largest)));
    fill_random(noise);
    DOORSTEP_CHECK(write_all(file.get(), noise, path));
    return ::fsync(file.get()) == 0 ? Status{} : file_error(errno, path.native());
}

Result<std::uint64_t> free_space(const std::filesystem::path& folder) {
    struct statvfs info {};
    if (::statvfs(folder.c_str(), &info) != 0) {
        return file_error(errno, folder.native());
    }
    return std::uint64_t{info.f_bavail} * info.f_frsize;
}

Result<FileDescriptor> lock_file(const std::filesystem::path& path) {
    FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.valid()) {
        return file_error(errno, path.native());
    }
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        return errno == EWOULDBLOCK ? Error(FileError::Denied, path.native() + ": held by another process")
                                    : file_error(errno, path.native());
    }
    return file;
}

bool is_in_ram(const std::filesystem::path& folder) {
    struct statfs info {};
    return statfs(folder.c_str(), &info) == 0 && (info.f_type == TMPFS_MAGIC || info.f_type == RAMFS_MAGIC);
}

}  // namespace doorstep
