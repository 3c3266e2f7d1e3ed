#include "station-agent/service/spool.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "base/digest.hpp"
#include "base/files.hpp"

namespace doorstep::agent {
namespace {

bool is_plain_name(std::string_view name) {
    return !name.empty() && name != "." && name != ".." && name.find_first_of(std::string_view("/\0", 2)) == name.npos;
}

Error mismatch(std::string_view why) {
    return {SpoolError::Mismatch, std::string(why)};
}

Result<WipedBytes> read_exactly(int fd, std::size_t size) {
    WipedBytes content(size + 1);  // one more, to see a file that is longer than it said
    std::size_t done = 0;
    while (done < content.size()) {
        const ssize_t n = ::read(fd, content.data() + done, content.size() - done);
        if (n == 0) {
            break;
        }
        if (n < 0 && errno != EINTR) {
            return mismatch("read");
        }
        done += static_cast<std::size_t>(std::max<ssize_t>(n, 0));
    }
    content.resize(done);
    return done == size ? Result<WipedBytes>(std::move(content)) : mismatch("size");
}

}  // namespace

Result<WipedBytes> read_spool(const std::filesystem::path& spool_folder, const wire::SpoolRef& reference,
                              std::uint64_t bound) {
    const std::string& name = reference.name();
    const auto slash = name.find('/');
    if (slash == name.npos || !is_plain_name(name.substr(0, slash)) || !is_plain_name(name.substr(slash + 1))) {
        return mismatch("name");
    }
    if (reference.size() > bound) {
        return mismatch("over the bound");
    }
    const FileDescriptor spool(::open(spool_folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const FileDescriptor session(
        ::openat(spool.get(), name.substr(0, slash).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
    const FileDescriptor file(
        ::openat(session.get(), name.substr(slash + 1).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat info {};
    if (!file.valid() || ::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
        return mismatch("not there");
    }
    DOORSTEP_TRY(WipedBytes content, read_exactly(file.get(), reference.size()));
    const auto digest = sha256(content);
    return as_text(digest) == reference.digest() ? Result<WipedBytes>(std::move(content)) : mismatch("digest");
}

}  // namespace doorstep::agent
