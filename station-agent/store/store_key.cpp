#include "station-agent/store/store_key.hpp"

#include <sodium.h>

#include "base/files.hpp"
#include "base/uuid.hpp"
#include "station-agent/store/store.hpp"

namespace doorstep::agent {
namespace {

constexpr std::size_t key_size = 32;
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

Bytes encrypt(BytesView key, BytesView content, BytesView associated) {
    Bytes out(nonce_size + content.size() + tag_size);
    fill_random({out.data(), nonce_size});
    crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + nonce_size, nullptr, content.data(), content.size(),
                                               associated.data(), associated.size(), nullptr, out.data(), key.data());
    return out;
}

Result<WipedBytes> decrypt(BytesView key, BytesView sealed, BytesView associated) {
    if (key.size() != key_size || sealed.size() < nonce_size + tag_size) {
        return StoreError::CannotOpen;
    }
    WipedBytes out(sealed.size() - nonce_size - tag_size);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(out.data(), nullptr, nullptr, sealed.data() + nonce_size,
                                                   sealed.size() - nonce_size, associated.data(), associated.size(),
                                                   sealed.data(), key.data()) != 0) {
        return StoreError::CannotOpen;
    }
    return out;
}

}  // namespace

Result<StoreKey> StoreKey::replace(const std::filesystem::path& path) {
    DOORSTEP_CHECK(overwrite_with_noise(path));
    WipedBytes fresh(key_size);
    fill_random(fresh);
    DOORSTEP_CHECK(write_file_durably(path, fresh, 0600));
    return StoreKey(std::move(fresh));
}

Result<StoreKey> StoreKey::load_or_make(const std::filesystem::path& path) {
    DOORSTEP_CHECK(make_folder(path.parent_path(), 0700));
    auto stored = read_file(path, key_size);
    if (!stored && stored.error().is(FileError::NotFound)) {
        WipedBytes fresh(key_size);
        fill_random(fresh);
        DOORSTEP_CHECK(write_file_durably(path, fresh, 0600));
        return StoreKey(std::move(fresh));
    }
    if (!stored || stored->size() != key_size) {
        return Error(StoreError::BadKeyFile, path.native());
    }
    WipedBytes key(stored->begin(), stored->end());
    wipe(stored->data(), stored->size());
    return StoreKey(std::move(key));
}

WipedBytes StoreKey::derive(std::string_view purpose, BytesView context) const {
    WipedBytes out(key_size);
    crypto_generichash_state state;
    crypto_generichash_init(&state, key_.data(), key_.size(), out.size());
    const std::uint8_t end_of_purpose = 0;
    crypto_generichash_update(&state, as_bytes(purpose).data(), purpose.size());
    crypto_generichash_update(&state, &end_of_purpose, 1);
    crypto_generichash_update(&state, context.data(), context.size());
    crypto_generichash_final(&state, out.data(), out.size());
    wipe(&state, sizeof state);
    return out;
}

SealedRow seal_row(BytesView wrapping_key, BytesView content, BytesView associated) {
    WipedBytes key(key_size);
    fill_random(key);
    return {encrypt(wrapping_key, key, associated), encrypt(key, content, associated)};
}

Result<WipedBytes> open_row(BytesView wrapping_key, const SealedRow& row, BytesView associated) {
    DOORSTEP_TRY(const WipedBytes key, decrypt(wrapping_key, row.row_key, associated));
    return decrypt(key, row.content, associated);
}

PersonKey person_key(const StoreKey& key, std::string_view number) {
    WipedBytes upper(number.begin(), number.end());
    for (auto& c : upper) {
        c = static_cast<std::uint8_t>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    const auto tag = key.derive("person-tag", upper);
    return {(std::int64_t{tag[0]} << 16) | (std::int64_t{tag[1]} << 8) | tag[2], key.derive("person-key", upper)};
}

}  // namespace doorstep::agent
