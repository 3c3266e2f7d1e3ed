// One submission on its way in: the envelope and what has come of its parts, in <incoming>/<station>/<submission>/.
// What is there after a kill is taken up again; the digests decide at the end whether it is right. Thread-bound.
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
    // Deletes the folder.
    void remove();
    // Gives the folder away to be kept as refused evidence.
    Status keep_in(const std::filesystem::path& folder);

    const Bytes& envelope() const { return envelope_; }
    const protocol::CheckedEnvelope& checked() const { return checked_; }

  private:
    Upload(std::filesystem::path folder, Bytes envelope, protocol::CheckedEnvelope checked);
    std::filesystem::path part_file(std::size_t index) const;
    std::size_t find(std::string_view part) const;

    std::filesystem::path folder_;
    Bytes envelope_;
    protocol::CheckedEnvelope checked_;
    std::vector<std::uint64_t> have_;
    int wrong_parts_ = 0;
};

// Names of the folders below `folder`, oldest change first; empty when it is not there.
std::vector<std::string> folders_by_age(const std::filesystem::path& folder);

}  // namespace doorstep::township
