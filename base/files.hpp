// Files as we need them: bounded reads, durable writes (write, fsync, rename, fsync the folder).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep {

enum class FileError {
    NotFound = 1,  // tell which; the caller decides whether that is normal
    Denied,        // tell the technician: rights are wrong
    NoSpace,       // free space, then try again; nothing was changed
    TooLarge,      // refuse the file: over the caller's bound
    NotRegular,    // refuse: a link, folder or device stands where a file should
    IoFailed,      // tell the technician; nothing was changed that a reader could see
};
template <>
struct ErrorNames<FileError> {
    static constexpr std::string_view module = "file";
    static std::string_view name(FileError e);
};

// The error for the current errno.
Error file_error(int error_number, std::string_view what);

// Closes its descriptor.
class FileDescriptor {
  public:
    explicit FileDescriptor(int fd = -1) : fd_(fd) {}
    FileDescriptor(FileDescriptor&& other) noexcept : fd_(other.release()) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept;
    ~FileDescriptor() { reset(); }
    int get() const { return fd_; }
    bool valid() const { return fd_ >= 0; }
    // Gives the descriptor away; this object closes nothing any more.
    int release();
    // Closes now.
    void reset();

  private:
    int fd_;
};

// The whole file; TooLarge when it has more than `bound` bytes, NotRegular for links (O_NOFOLLOW) and the like.
Result<Bytes> read_file(const std::filesystem::path& path, std::size_t bound);
// Text of the whole file, bounded like read_file.
Result<std::string> read_text_file(const std::filesystem::path& path, std::size_t bound);
// Durable replace: on success the new content survives a power cut; on failure the old content stands.
Status write_file_durably(const std::filesystem::path& path, BytesView content, unsigned mode = 0600);
// Replace by rename without fsync, for /run and other places that do not outlive the machine.
Status write_file_atomically(const std::filesystem::path& path, BytesView content, unsigned mode = 0640);
// fsync of a folder, so that names in it survive a power cut.
Status sync_folder(const std::filesystem::path& folder);
// Makes the folder (and its parents) if missing; sets the mode on the last one only when it made it.
Status make_folder(const std::filesystem::path& folder, unsigned mode);
// As write_file_durably(), on media that know no modes, as a FAT stick: the mode is what the mount says.
Status write_file_carried(const std::filesystem::path& path, BytesView content);
// Writes random bytes over a file's own, durably, where it stands: a rename or removal leaves the old blocks as they
// are. For small files (the first MiB); no error when there is none. What a disk keeps elsewhere, an SSD's spare
// blocks, nobody can promise.
Status overwrite_with_noise(const std::filesystem::path& path);
// True when the folder lies in RAM (tmpfs or ramfs).
bool is_in_ram(const std::filesystem::path& folder);
// Bytes that this process may still write on the folder's file system; IoFailed or NotFound.
Result<std::uint64_t> free_space(const std::filesystem::path& folder);
// Takes a lock that no other process (and no other opening in this one) gets while the descriptor lives; made when it
// is not there. The kernel lets go of it when its holder dies, however. Denied when it is taken.
Result<FileDescriptor> lock_file(const std::filesystem::path& path);

}  // namespace doorstep
