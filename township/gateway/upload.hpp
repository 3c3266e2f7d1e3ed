// One submission on its way in: the envelope and what has come of its parts. A small one is kept in RAM: it is sent
// again sooner than files for it are made and removed. A larger one lies in <incoming>/<station>/<submission>/, and
// what is there after a kill is taken up again. The digests decide at the end whether it is right. Thread-bound.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope/envelope.hpp"
#include "protocol/messages/uplink.pb.h"

namespace doorstep::township {

// Sealed bytes of all parts up to which an upload stays in RAM: a check-in, an application without pictures.
constexpr std::uint64_t largest_in_ram = 16U << 10U;

class Upload {
  public:
    // Goes on where the folder stands; a folder with another envelope is emptied first. File errors.
    static Result<Upload> begin(const std::filesystem::path& folder, Bytes envelope, protocol::CheckedEnvelope checked);
    // What is missing, part by part; empty when all is there.
    wire::Need need() const;
    bool complete() const;
    enum class Taken {
        Written,    // and counted
        Duplicate,  // was here already
        Gap,        // begins behind what is here: not written, say what is needed
        Unknown,    // no such part, or beyond its size: not written
    };
    // Appends. `have` is told afterwards.
    Result<Taken> take(std::string_view part, std::uint64_t offset, std::string_view data);
    // Bytes here of the part; 0 for an unknown one.
    std::uint64_t have(std::string_view part) const;
    // Whole sealed parts in order, each checked; BadPartDigest empties the wrong part, so that it is asked for again.
    Result<std::vector<Bytes>> read_parts();
    // How often read_parts() found a wrong one: a second time is the station's fault, not the disk's.
    int wrong_parts() const { return wrong_parts_; }
    // Deletes the folder, if there is one.
    void remove();
    // Gives all that came away to be kept there as refused evidence.
    Status keep_in(const std::filesystem::path& folder);

    const Bytes& envelope() const { return envelope_; }
    const protocol::CheckedEnvelope& checked() const { return checked_; }

  private:
    Upload(std::filesystem::path folder, Bytes envelope, protocol::CheckedEnvelope checked);
    std::filesystem::path part_file(std::size_t index) const;
    std::size_t find(std::string_view part) const;
    bool in_ram() const { return !ram_.empty(); }
    Result<Bytes> read_part(std::size_t index) const;
    void empty_part(std::size_t index);
    Status write_folder() const;

    std::filesystem::path folder_;
    Bytes envelope_;
    protocol::CheckedEnvelope checked_;
    std::vector<std::uint64_t> have_;
    std::vector<Bytes> ram_;  // the parts so far; empty: they lie in the folder
    int wrong_parts_ = 0;
};

// Names of the folders below `folder`, oldest change first; empty when it is not there.
std::vector<std::string> folders_by_age(const std::filesystem::path& folder);

}  // namespace doorstep::township
