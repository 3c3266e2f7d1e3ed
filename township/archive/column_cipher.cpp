#include "township/archive/column_cipher.hpp"

#include <sodium.h>

#include "base/id_number.hpp"
#include "base/uuid.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

}  // namespace

ColumnCipher::ColumnCipher(BytesView archive_key, BytesView lookup_key)
    : archive_(archive_key.begin(), archive_key.end()), lookup_(lookup_key.begin(), lookup_key.end()) {
    [[maybe_unused]] static const int ready = sodium_init();
}

Bytes ColumnCipher::seal(std::string_view name, BytesView content) const {
    Bytes out(nonce_size + content.size() + tag_size);
    fill_random(std::span(out).first(nonce_size));
    const auto bound = as_bytes(name);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + nonce_size, nullptr, content.data(), content.size(),
                                               bound.data(), bound.size(), nullptr, out.data(), archive_.data());
    return out;
}

Result<WipedBytes> ColumnCipher::open(std::string_view name, BytesView sealed) const {
    if (sealed.size() < nonce_size + tag_size) {
        return Error(TownshipError::BadBlob, std::string(name));
    }
    WipedBytes out(sealed.size() - nonce_size - tag_size);
    const auto bound = as_bytes(name);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(out.data(), nullptr, nullptr, sealed.data() + nonce_size,
                                                   sealed.size() - nonce_size, bound.data(), bound.size(),
                                                   sealed.data(), archive_.data()) != 0) {
        return Error(TownshipError::BadBlob, std::string(name));
    }
    return out;
}

Result<WipedString> ColumnCipher::open_text(std::string_view name, BytesView sealed) const {
    DOORSTEP_TRY(const WipedBytes content, open(name, sealed));
    return WipedString(std::string(content.begin(), content.end()));
}

Bytes ColumnCipher::found_by(std::string_view text) const {
    Bytes out(crypto_auth_hmacsha256_BYTES);
    const auto bytes = as_bytes(text);
    crypto_auth_hmacsha256(out.data(), bytes.data(), bytes.size(), lookup_.data());
    return out;
}

Bytes ColumnCipher::found_by_number(std::string_view number) const {
    return found_by(id_number_search_form(number));
}

}  // namespace doorstep::township
