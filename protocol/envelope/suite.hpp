// What an envelope needs of cryptography, as a seam (SECURITY 4): suite 2 (SM2/SM3/SM4) fits behind it without touching
// a caller. Suites are stateless and reentrant.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string_view>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "protocol/envelope/keys.hpp"

namespace doorstep::protocol {

enum class SuiteError {
    BadKey = 1,  // a defect of ours or a broken key file: stop and say which
    CannotOpen,  // refuse: other key, altered bytes or other associated data
    StreamCut,   // refuse: the sealed bytes end without the final mark
};

class Suite {
  public:
    virtual ~Suite() = default;
    // As it stands in headers.
    virtual std::uint32_t number() const = 0;
    // 32 bytes that name content.
    virtual Digest digest(BytesView bytes) const = 0;
    // Signature over `domain`, a zero byte and the message. BadKey when the secret has another size.
    virtual Result<Bytes> sign(std::string_view domain, BytesView message, const SigningKeys& keys) const = 0;
    // False for any defect of key, signature or message.
    virtual bool verify(std::string_view domain, BytesView message, BytesView signature,
                        BytesView public_key) const = 0;
    // A random key for one submission.
    virtual WipedBytes make_key(Randomness& randomness) const = 0;
    // The key sealed so that only the recipient opens it. BadKey when the public key is none.
    virtual Result<Bytes> seal_key(BytesView key, BytesView recipient, Randomness& randomness) const = 0;
    // CannotOpen when it was sealed to another key or altered.
    virtual Result<WipedBytes> open_key(BytesView sealed, const BoxKeys& recipient) const = 0;
    // Content as a stream of 64 KiB messages under the key, each bound to `associated`, the last one marked.
    virtual Result<Bytes> seal_stream(BytesView key, BytesView content, BytesView associated,
                                      Randomness& randomness) const = 0;
    // CannotOpen for altered or moved bytes, StreamCut when the final mark is missing or bytes follow it.
    virtual Result<WipedBytes> open_stream(BytesView key, BytesView sealed, BytesView associated) const = 0;
    // Size of a sealed stream of that many plain bytes.
    virtual std::uint64_t sealed_size(std::uint64_t plain_size) const = 0;
};

// Suite 1: SHA-256, Ed25519, sealed box of X25519 + XSalsa20-Poly1305, secretstream of XChaCha20-Poly1305.
const Suite& suite_1();

// The suites that one end accepts.
class SuiteRegistry {
  public:
    // Suite 1 alone: what the product uses.
    static const SuiteRegistry& standard();
    // Adds or replaces by number; the suite must outlive the registry.
    void add(const Suite& suite) { suites_[suite.number()] = &suite; }
    // Null when not known.
    const Suite* find(std::uint32_t number) const;

  private:
    std::map<std::uint32_t, const Suite*> suites_;
};

}  // namespace doorstep::protocol

template <>
struct doorstep::ErrorNames<doorstep::protocol::SuiteError> {
    static constexpr std::string_view module = "suite";
    static std::string_view name(protocol::SuiteError e);
};
