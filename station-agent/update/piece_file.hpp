// A file that comes in chunks over a line that breaks, onto a disk that loses power: it grows in order, each piece is
// checked when it is whole and once more before the file is used. Thread-bound.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/files.hpp"
#include "protocol/messages/release.pb.h"

namespace doorstep::agent {

class PieceFile {
  public:
    // Goes on with what lies at `path`, at the beginning of a piece: a half one may be torn. Errors of files.
    static Result<PieceFile> open(const std::filesystem::path& path, wire::UpdateOrder order);
    // The byte that comes next.
    std::uint64_t have() const { return have_; }
    bool whole() const { return have_ == order_.size(); }
    // The next bytes; durable at the end of each piece. False when the piece that ended with them is not what was
    // ordered: it is dropped. Errors of files: nothing of them counts.
    Result<bool> append(std::string_view data);
    // Looks at one more piece of a whole file; false when it is not what was ordered: the file then ends before it, and
    // the rest is fetched again.
    Result<bool> check_next();
    bool checked() const { return whole() && next_check_ == pieces(); }

  private:
    PieceFile(FileDescriptor file, wire::UpdateOrder order) : file_(std::move(file)), order_(std::move(order)) {}
    std::uint64_t pieces() const;
    Status cut(std::uint64_t size);
    Result<bool> fits(std::uint64_t piece) const;

    FileDescriptor file_;
    wire::UpdateOrder order_;
    std::uint64_t have_ = 0;
    std::uint64_t next_check_ = 0;
};

}  // namespace doorstep::agent
