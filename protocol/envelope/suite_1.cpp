#include <sodium.h>

#include <algorithm>

#include "protocol/envelope/suite.hpp"

namespace doorstep {

std::string_view ErrorNames<protocol::SuiteError>::name(protocol::SuiteError e) {
    switch (e) {
        case protocol::SuiteError::BadKey:
            return "BadKey";
        case protocol::SuiteError::CannotOpen:
            return "CannotOpen";
        case protocol::SuiteError::StreamCut:
            return "StreamCut";
    }
    return "?";
}

namespace protocol {
namespace {

constexpr std::size_t message_size = 64U << 10U;  // plain bytes of each message but the last
constexpr std::size_t overhead = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t header_size = crypto_secretstream_xchacha20poly1305_HEADERBYTES;

Bytes with_domain(std::string_view domain, BytesView message) {
    Bytes all;
    all.reserve(domain.size() + 1 + message.size());
    all.insert(all.end(), domain.begin(), domain.end());
    all.push_back(0);
    all.insert(all.end(), message.begin(), message.end());
    return all;
}

// libsodium's state; wiped when it goes, because it holds the key.
struct Stream {
    crypto_secretstream_xchacha20poly1305_state state{};
    Stream() = default;
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream() { wipe(&state, sizeof state); }
};

class Suite1 : public Suite {
  public:
    Suite1() { ready_ = sodium_init() >= 0; }
    std::uint32_t number() const override { return 1; }
    Digest digest(BytesView bytes) const override { return sha256(bytes); }

    Result<Bytes> sign(std::string_view domain, BytesView message, const SigningKeys& keys) const override {
        if (keys.secret_key.size() != crypto_sign_SECRETKEYBYTES || !ready_) {
            return Error(SuiteError::BadKey, "signing key");
        }
        const Bytes all = with_domain(domain, message);
        Bytes signature(crypto_sign_BYTES);
        crypto_sign_detached(signature.data(), nullptr, all.data(), all.size(), keys.secret_key.data());
        return signature;
    }

    bool verify(std::string_view domain, BytesView message, BytesView signature, BytesView public_key) const override {
        if (signature.size() != crypto_sign_BYTES || public_key.size() != crypto_sign_PUBLICKEYBYTES) {
            return false;
        }
        const Bytes all = with_domain(domain, message);
        return crypto_sign_verify_detached(signature.data(), all.data(), all.size(), public_key.data()) == 0;
    }

    WipedBytes make_key(Randomness& randomness) const override {
        WipedBytes key(crypto_secretstream_xchacha20poly1305_KEYBYTES);
        randomness.fill(key);
        return key;
    }

    // The same bytes as crypto_box_seal() makes, but with the caller's randomness, so that test vectors exist.
    Result<Bytes> seal_key(BytesView key, BytesView recipient, Randomness& randomness) const override {
        if (recipient.size() != crypto_box_PUBLICKEYBYTES) {
            return Error(SuiteError::BadKey, "recipient key");
        }
        const BoxKeys once = make_box_keys(randomness);
        Bytes sealed = once.public_key;
        sealed.resize(crypto_box_SEALBYTES + key.size());
        std::array<std::uint8_t, crypto_box_NONCEBYTES> nonce{};
        crypto_generichash_state hash;
        crypto_generichash_init(&hash, nullptr, 0, nonce.size());
        crypto_generichash_update(&hash, once.public_key.data(), once.public_key.size());
        crypto_generichash_update(&hash, recipient.data(), recipient.size());
        crypto_generichash_final(&hash, nonce.data(), nonce.size());
        if (crypto_box_easy(sealed.data() + crypto_box_PUBLICKEYBYTES, key.data(), key.size(), nonce.data(),
                            recipient.data(), once.secret_key.data()) != 0) {
            return Error(SuiteError::BadKey, "recipient key is a weak point");
        }
        return sealed;
    }

    Result<WipedBytes> open_key(BytesView sealed, const BoxKeys& recipient) const override {
        if (recipient.public_key.size() != crypto_box_PUBLICKEYBYTES ||
            recipient.secret_key.size() != crypto_box_SECRETKEYBYTES) {
            return Error(SuiteError::BadKey, "opening key");
        }
        if (sealed.size() < crypto_box_SEALBYTES) {
            return SuiteError::CannotOpen;
        }
        WipedBytes key(sealed.size() - crypto_box_SEALBYTES);
        if (crypto_box_seal_open(key.data(), sealed.data(), sealed.size(), recipient.public_key.data(),
                                 recipient.secret_key.data()) != 0) {
            return SuiteError::CannotOpen;
        }
        return key;
    }

    Result<Bytes> seal_stream(BytesView key, BytesView content, BytesView associated,
                              Randomness& randomness) const override {
        if (key.size() != crypto_secretstream_xchacha20poly1305_KEYBYTES) {
            return Error(SuiteError::BadKey, "stream key");
        }
        Bytes sealed(sealed_size(content.size()));
        randomness.fill({sealed.data(), header_size});
        Stream stream;
        // The state after init_pull is the one that init_push makes from a random header of its own.
        crypto_secretstream_xchacha20poly1305_init_pull(&stream.state, sealed.data(), key.data());
        std::size_t from = 0;
        std::size_t to = header_size;
        bool last = false;
        while (!last) {
            const std::size_t n = std::min(message_size, content.size() - from);
            last = from + n == content.size();
            const auto tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                  : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
            crypto_secretstream_xchacha20poly1305_push(&stream.state, sealed.data() + to, nullptr,
                                                       content.data() + from, n, associated.data(), associated.size(),
                                                       static_cast<unsigned char>(tag));
            from += n;
            to += n + overhead;
        }
        return sealed;
    }

    Result<WipedBytes> open_stream(BytesView key, BytesView sealed, BytesView associated) const override {
        if (key.size() != crypto_secretstream_xchacha20poly1305_KEYBYTES) {
            return SuiteError::CannotOpen;
        }
        if (sealed.size() < header_size + overhead) {
            return SuiteError::StreamCut;
        }
        Stream stream;
        crypto_secretstream_xchacha20poly1305_init_pull(&stream.state, sealed.data(), key.data());
        WipedBytes content(sealed.size());
        std::size_t from = header_size;
        std::size_t to = 0;
        for (;;) {
            const std::size_t n = std::min(message_size + overhead, sealed.size() - from);
            unsigned char tag = 0;
            if (n < overhead) {
                return SuiteError::StreamCut;  // nothing or less than a message follows, and no final mark came
            }
            if (crypto_secretstream_xchacha20poly1305_pull(&stream.state, content.data() + to, nullptr, &tag,
                                                           sealed.data() + from, n, associated.data(),
                                                           associated.size()) != 0) {
                return SuiteError::CannotOpen;
            }
            from += n;
            to += n - overhead;
            if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
                content.resize(to);
                return from == sealed.size() ? Result<WipedBytes>(std::move(content)) : SuiteError::StreamCut;
            }
        }
    }

    std::uint64_t sealed_size(std::uint64_t plain_size) const override {
        const std::uint64_t messages = plain_size == 0 ? 1 : (plain_size + message_size - 1) / message_size;
        return header_size + plain_size + messages * overhead;
    }

  private:
    bool ready_ = false;
};

}  // namespace

const Suite& suite_1() {
    static const Suite1 suite;
    return suite;
}

const SuiteRegistry& SuiteRegistry::standard() {
    static const SuiteRegistry registry = [] {
        SuiteRegistry made;
        made.add(suite_1());
        return made;
    }();
    return registry;
}

const Suite* SuiteRegistry::find(std::uint32_t number) const {
    const auto found = suites_.find(number);
    return found != suites_.end() ? found->second : nullptr;
}

}  // namespace protocol
}  // namespace doorstep
