// The step that holds the township's private sealing keys: whole sealed submissions in, plain parts out. Apart from the
// gateway, which checks the outside without any key; a process of its own can take this place. Thread-bound.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "protocol/envelope/envelope.hpp"
#include "township/archive/keys.hpp"

namespace doorstep::township {

class Opener {
  public:
    // `keys` is the folder of make_keys(). NotInitialised, BadKeyFile.
    static Result<Opener> load(const std::filesystem::path& keys);
    // True when this township has the key that the header names.
    bool knows(const wire::Header& header) const;
    // Checks outside, digests and inside, and opens. Envelope errors.
    Result<protocol::Opened> open(BytesView envelope, std::span<const Bytes> sealed_parts,
                                  const protocol::ExpectedStation& station) const;

  private:
    Opener(std::filesystem::path folder, std::vector<RecipientKey> keys)
        : folder_(std::move(folder)), keys_(std::move(keys)) {}
    const RecipientKey* key_of(const wire::Header& header) const;
    const RecipientKey* loaded_key_of(const wire::Header& header) const;

    std::filesystem::path folder_;
    mutable std::vector<RecipientKey> keys_;  // grows while we run, when a new epoch's file is there
};

}  // namespace doorstep::township
