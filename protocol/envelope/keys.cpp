#include "protocol/envelope/keys.hpp"

#include <sodium.h>

#include <array>

#include "base/digest.hpp"
#include "base/uuid.hpp"

namespace doorstep::protocol {
namespace {

class KernelRandomness : public Randomness {
  public:
    void fill(std::span<std::uint8_t> out) override { fill_random(out); }
};

}  // namespace

Randomness& system_randomness() {
    static KernelRandomness source;
    return source;
}

SigningKeys make_signing_keys(Randomness& randomness) {
    WipedBytes seed(crypto_sign_SEEDBYTES);
    randomness.fill(seed);
    SigningKeys keys{Bytes(crypto_sign_PUBLICKEYBYTES), WipedBytes(crypto_sign_SECRETKEYBYTES)};
    crypto_sign_seed_keypair(keys.public_key.data(), keys.secret_key.data(), seed.data());
    return keys;
}

BoxKeys make_box_keys(Randomness& randomness) {
    WipedBytes seed(crypto_box_SEEDBYTES);
    randomness.fill(seed);
    BoxKeys keys{Bytes(crypto_box_PUBLICKEYBYTES), WipedBytes(crypto_box_SECRETKEYBYTES)};
    crypto_box_seed_keypair(keys.public_key.data(), keys.secret_key.data(), seed.data());
    return keys;
}

Bytes key_id(BytesView public_key) {
    constexpr std::size_t length = 16;
    const auto digest = sha256(public_key);
    return {digest.begin(), digest.begin() + length};
}

}  // namespace doorstep::protocol
