// SHA-256 by libcrypto (about five times libsodium's speed on the reference machine).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "base/wiped_bytes.hpp"

namespace doorstep {

using Digest = std::array<std::uint8_t, 32>;

// SHA-256 of the bytes.
Digest sha256(BytesView bytes);

// SHA-256 of bytes that come in pieces. Not thread-safe.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    // Adds the next bytes.
    void update(BytesView bytes);
    // The digest of all bytes so far; the object may not be used afterwards.
    Digest finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// Lower-case hex of a digest, as it stands in file names and logs.
std::string to_hex(const Digest& digest);

}  // namespace doorstep
