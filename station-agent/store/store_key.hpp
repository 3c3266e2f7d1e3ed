// The station's own key and what it encrypts: rows that must be opened again here (SECURITY 11, 12). Today the key is a
// root-only file; where it comes from is this file's secret, so that it may become a TPM. Reentrant.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::agent {

class StoreKey {
  public:
    // Reads the key file, or makes one (0600, durable) when there is none. BadKeyFile when it has another size.
    static Result<StoreKey> load_or_make(const std::filesystem::path& path);
    // A new key in the file's place; the old one's bytes are overwritten there first. What was encrypted under it opens
    // for nobody any more. Errors of the file: then the old file may be gone too, and the call must be made again.
    static Result<StoreKey> replace(const std::filesystem::path& path);
    // 32 bytes for one purpose and one context; different purposes tell nothing about each other.
    WipedBytes derive(std::string_view purpose, BytesView context = {}) const;

  private:
    explicit StoreKey(WipedBytes key) : key_(std::move(key)) {}
    WipedBytes key_;
};

// A row at rest: a random key of its own, wrapped, and the content under it. Deleting the row destroys its key.
struct SealedRow {
    Bytes row_key;
    Bytes content;
};
// XChaCha20-Poly1305; `associated` binds the row to its place (e.g. its id).
SealedRow seal_row(BytesView wrapping_key, BytesView content, BytesView associated);
// CannotOpen under another key, at another place or altered.
Result<WipedBytes> open_row(BytesView wrapping_key, const SealedRow& row, BytesView associated);

// What finds and opens the rows of one person: a 24-bit tag that fits several people, and a key made of station key and
// number. The only way from a number to rows.
struct PersonKey {
    std::int64_t tag = 0;
    WipedBytes key;
};
// `number` as on the card; letters count as upper case.
PersonKey person_key(const StoreKey& key, std::string_view number);

}  // namespace doorstep::agent
