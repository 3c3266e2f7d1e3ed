// What a kiosk says runs on it (an attestation's text, as its QR holds it), held against what this township knows:
// whose key signed it, and whether such an image was ever handed out. Thread-bound with the archive.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/envelope/attestation.hpp"
#include "township/archive/archive.hpp"

namespace doorstep::township {

// An image that was built and may run on kiosks.
struct KnownImage {
    std::string version;
    std::string root_hash;  // 64 hex digits
    std::int64_t added_ms = 0;
};
// BadRelease for a version or a root hash that is none. Another version under the same hash takes its place.
Status add_image(Archive& archive, std::string_view version, std::string_view root_hash);
// Newest first.
Result<std::vector<KnownImage>> known_images(Archive& archive);

enum class AttestationError {
    NotAttested = 1,  // tell a technician: the verdict that was printed says why
};

struct AttestationVerdict {
    // Malformed: no attestation. NotSigned: not by a key that this township ever had from that station. Revoked: by a
    // key that counts no more, or of a station that is revoked. OldKey: the station has another key since. NoImage: the
    // programs do not run from an image. UnknownImage: nobody added that root hash, or it has another version.
    enum class Word { Good, Malformed, NotSigned, Revoked, OldKey, NoImage, UnknownImage };
    Word word = Word::Malformed;
    protocol::Attestation said;  // nothing in it is believed unless the word is Good, NoImage or UnknownImage
    std::int64_t age_ms = 0;     // by the township's clock; negative: from the future
};
std::string_view name_of(AttestationVerdict::Word word);
// Errors of the database only.
Result<AttestationVerdict> judge_attestation(Archive& archive, std::string_view text);

}  // namespace doorstep::township

template <>
struct doorstep::ErrorNames<doorstep::township::AttestationError> {
    static constexpr std::string_view module = "attestation";
    static std::string_view name(township::AttestationError) { return "NotAttested"; }
};
