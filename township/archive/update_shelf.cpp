#include "township/archive/update_shelf.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "base/files.hpp"
#include "base/version.hpp"
#include "protocol/envelope/update_order.hpp"
#include "township/archive/file_copy.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

// The digests of a file's pieces, one behind the other.
Result<wire::UpdateOrder> describe(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    wire::UpdateOrder order;
    order.set_piece_size(protocol::update_piece);
    std::string piece(protocol::update_piece, '\0');
    while (in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const auto got = static_cast<std::size_t>(in.gcount());
        if (got == 0) {
            break;
        }
        const auto digest = sha256(as_bytes(std::string_view(piece).substr(0, got)));
        order.mutable_piece_digests()->append(as_text(digest));
        order.set_size(order.size() + got);
        if (order.size() > protocol::largest_update) {
            return Error(TownshipError::BadRelease, file.native() + " is over 2 GiB");
        }
    }
    return order.size() > 0 && in.eof() ? Result<wire::UpdateOrder>(std::move(order))
                                        : Error(TownshipError::BadRelease, file.native() + " cannot be read");
}

}  // namespace

Result<wire::UpdateOrder> UpdateShelf::put(const std::filesystem::path& file, const std::string& version) const {
    if (!parse_version(version)) {
        return Error(TownshipError::BadRelease, "a version is numbers between dots: " + version);
    }
    DOORSTEP_TRY(auto order, describe(file));
    order.set_version(version);
    const auto target = folder_ / to_hex(protocol::update_name(order));
    DOORSTEP_CHECK(copy_summed(file, target));
    DOORSTEP_CHECK(sync_everything(folder_));
    // What was copied is what was described, whatever happened to the file between.
    DOORSTEP_TRY(const auto copied, describe(target));
    if (copied.piece_digests() != order.piece_digests()) {
        std::error_code ignored;
        std::filesystem::remove(target, ignored);
        return Error(TownshipError::BadRelease, file.native() + " changed while it was copied");
    }
    return order;
}

std::string UpdateShelf::read(std::string_view name, std::uint64_t offset, std::size_t size) const {
    if (name.size() != Digest{}.size() || offset > protocol::largest_update) {
        return {};
    }
    const auto path = folder_ / to_hex(as_bytes(name));
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    std::string data(std::min(size, protocol::update_chunk), '\0');
    const ssize_t n = file.valid() ? ::pread(file.get(), data.data(), data.size(), static_cast<off_t>(offset)) : 0;
    data.resize(static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    return data;
}

}  // namespace doorstep::township
