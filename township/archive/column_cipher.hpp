// Content and columns under the archive key: XChaCha20-Poly1305, each bound to a name, so that no value can be moved to
// another column or file. Reentrant.
#pragma once

#include <string_view>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::township {

class ColumnCipher {
  public:
    // Keys of 32 bytes each (load_keys() checked them); borrowed views are copied.
    ColumnCipher(BytesView archive_key, BytesView lookup_key);
    // Nonce, then ciphertext and tag; `name` is where it belongs ("people.number", a digest in hex).
    Bytes seal(std::string_view name, BytesView content) const;
    // BadBlob when altered, moved or of another key.
    Result<WipedBytes> open(std::string_view name, BytesView sealed) const;
    // Opens a text column.
    Result<WipedString> open_text(std::string_view name, BytesView sealed) const;
    // HMAC-SHA256 of a text: what finds it without the text in the database.
    Bytes found_by(std::string_view text) const;
    // The same of an ID number, under either form of it (base/id_number.hpp): what finds a person.
    Bytes found_by_number(std::string_view number) const;

  private:
    WipedBytes archive_;
    WipedBytes lookup_;
};

}  // namespace doorstep::township
