#include "station-agent/update/piece_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/digest.hpp"
#include "protocol/envelope/update_order.hpp"
#include "station-agent/store/test_point.hpp"

namespace doorstep::agent {
namespace {

constexpr auto what = "an update";

Status write_all(int file, std::string_view data, std::uint64_t at) {
    while (!data.empty()) {
        const ssize_t n = ::pwrite(file, data.data(), data.size(), static_cast<off_t>(at));
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return file_error(n < 0 ? errno : ENOSPC, what);
        }
        data.remove_prefix(static_cast<std::size_t>(n));
        at += static_cast<std::uint64_t>(n);
    }
    return {};
}

}  // namespace

Result<PieceFile> PieceFile::open(const std::filesystem::path& path, wire::UpdateOrder order) {
    FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    struct stat found {};
    if (!file.valid() || ::fstat(file.get(), &found) != 0) {
        return file_error(errno, path.native());
    }
    PieceFile opened(std::move(file), std::move(order));
    const auto size = std::min(static_cast<std::uint64_t>(found.st_size), opened.order_.size());
    const bool all = static_cast<std::uint64_t>(found.st_size) == opened.order_.size();
    DOORSTEP_CHECK(opened.cut(all ? size : size / protocol::update_piece * protocol::update_piece));
    return opened;
}

std::uint64_t PieceFile::pieces() const {
    return protocol::update_pieces(order_);
}

Status PieceFile::cut(std::uint64_t size) {
    if (::ftruncate(file_.get(), static_cast<off_t>(size)) != 0) {
        return file_error(errno, what);
    }
    have_ = size;
    next_check_ = std::min(next_check_, size / protocol::update_piece);
    return {};
}

Result<bool> PieceFile::fits(std::uint64_t piece) const {
    std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(protocol::update_piece,
                                                                       order_.size() - piece * protocol::update_piece)),
                      '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::pread(file_.get(), bytes.data() + done, bytes.size() - done,
                                  static_cast<off_t>(piece * protocol::update_piece + done));
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return file_error(errno, what);
        }
        if (n == 0) {
            return false;
        }
        done += static_cast<std::size_t>(n);
    }
    const auto digest = sha256(as_bytes(bytes));
    return as_text(digest) == std::string_view(order_.piece_digests()).substr(piece * digest.size(), digest.size());
}

Result<bool> PieceFile::append(std::string_view data) {
    const auto piece = have_ / protocol::update_piece;
    const auto end = std::min<std::uint64_t>((piece + 1) * protocol::update_piece, order_.size());
    if (data.empty() || data.size() > end - have_) {
        return false;
    }
    DOORSTEP_CHECK(write_all(file_.get(), data, have_));
    have_ += data.size();
    test_point("update-chunk");
    if (have_ < end) {
        return true;
    }
    DOORSTEP_TRY(const bool good, fits(piece));
    if (!good) {
        DOORSTEP_CHECK(cut(piece * protocol::update_piece));
        return false;
    }
    if (::fdatasync(file_.get()) != 0) {
        const auto error = file_error(errno, what);
        DOORSTEP_CHECK(cut(piece * protocol::update_piece));
        return error;
    }
    test_point("update-piece");
    return true;
}

Result<bool> PieceFile::check_next() {
    DOORSTEP_TRY(const bool good, fits(next_check_));
    if (!good) {
        DOORSTEP_CHECK(cut(next_check_ * protocol::update_piece));
        return false;
    }
    ++next_check_;
    return true;
}

}  // namespace doorstep::agent
