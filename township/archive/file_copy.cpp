#include "township/archive/file_copy.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "base/files.hpp"

namespace doorstep::township {
namespace {

constexpr std::size_t piece_size = 1U << 20U;

Result<FileDescriptor> open_regular(const std::filesystem::path& file) {
    FileDescriptor fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat info {};
    if (!fd.valid() || fstat(fd.get(), &info) != 0) {
        return file_error(errno, file.native());
    }
    return S_ISREG(info.st_mode) ? Result<FileDescriptor>(std::move(fd))
                                 : Result<FileDescriptor>(Error(FileError::NotRegular, file.native()));
}

Status write_all(int fd, BytesView content, const std::filesystem::path& file) {
    while (!content.empty()) {
        const auto n = ::write(fd, content.data(), content.size());
        if (n < 0 && errno != EINTR) {
            return file_error(errno, file.native());
        }
        content = content.subspan(n > 0 ? static_cast<std::size_t>(n) : 0);
    }
    return {};
}

// Reads to the end; `each` may fail.
template <class F>
Result<FileSum> read_through(const std::filesystem::path& file, F each) {
    DOORSTEP_TRY(const FileDescriptor fd, open_regular(file));
    Sha256 digest;
    FileSum sum;
    Bytes piece(piece_size);
    for (;;) {
        const auto n = ::read(fd.get(), piece.data(), piece.size());
        if (n < 0 && errno != EINTR) {
            return file_error(errno, file.native());
        }
        if (n == 0) {
            sum.digest = digest.finish();
            return sum;
        }
        const auto got = BytesView(piece).first(n > 0 ? static_cast<std::size_t>(n) : 0);
        digest.update(got);
        sum.size += got.size();
        DOORSTEP_CHECK(each(got));
    }
}

}  // namespace

Result<FileSum> sum_of(const std::filesystem::path& file) {
    return read_through(file, [](BytesView) { return Status{}; });
}

Result<FileSum> copy_summed(const std::filesystem::path& from, const std::filesystem::path& to) {
    DOORSTEP_CHECK(make_folder(to.parent_path(), 0700));
    auto temporary = to;
    temporary += ".part";
    FileDescriptor out(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!out.valid()) {
        return file_error(errno, temporary.native());
    }
    auto sum = read_through(from, [&](BytesView piece) { return write_all(out.get(), piece, temporary); });
    out.reset();
    if (sum && ::rename(temporary.c_str(), to.c_str()) != 0) {
        sum = file_error(errno, to.native());
    }
    if (!sum) {
        ::unlink(temporary.c_str());
    }
    return sum;
}

Status sync_everything(const std::filesystem::path& folder) {
    const FileDescriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return fd.valid() && ::syncfs(fd.get()) == 0 ? Status{} : Status(file_error(errno, folder.native()));
}

}  // namespace doorstep::township
