// Keys of the envelope and where their randomness comes from. Sizes belong to the suite; suite 1 has Ed25519 (32/64)
// and X25519 (32/32). Reentrant.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::protocol {

// Signs. The secret half wipes itself.
struct SigningKeys {
    Bytes public_key;
    WipedBytes secret_key;
};

// Opens what was sealed to the public half.
struct BoxKeys {
    Bytes public_key;
    WipedBytes secret_key;
};

// Source of random bytes; tests pass a counted one to get the same envelope again.
class Randomness {
  public:
    virtual ~Randomness() = default;
    // Fills the whole span.
    virtual void fill(std::span<std::uint8_t> out) = 0;
};

// The kernel's source. Thread-safe.
Randomness& system_randomness();

// A new Ed25519 pair.
SigningKeys make_signing_keys(Randomness& randomness = system_randomness());
// A new X25519 pair.
BoxKeys make_box_keys(Randomness& randomness = system_randomness());

// First 16 bytes of SHA-256 of a public key: how headers name keys.
Bytes key_id(BytesView public_key);

}  // namespace doorstep::protocol
