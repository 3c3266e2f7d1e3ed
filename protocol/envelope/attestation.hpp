// What runs on a station, proved without a line: a text of one QR that the station signs, and that the township, or a
// technician with the station's public key, verifies. It proves that whoever holds the station's key said so then; a
// root hash that is not the image's is told by whoever knows the image (docs/threat-model.md). Reentrant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "protocol/envelope/keys.hpp"
#include "protocol/envelope/statements.hpp"

namespace doorstep::protocol {

// "DA1:<station>:<version>:<root hash>:<unix seconds>:<base64 signature>".
struct Attestation {
    std::string station;    // station id, no colon
    std::string version;    // of the programs, e.g. "1.2.0"; at most 32 characters of a-z, 0-9, dot and -
    std::string root_hash;  // of the image, 64 hex digits in lower case; empty: not an image
    std::int64_t unix_seconds = 0;
};
// The QR text; BadText when a field would break the form, BadKey when the key is none.
Result<std::string> make_attestation_text(const Attestation& attestation, const SigningKeys& station);
// The fields without checking the signature; BadText otherwise. For finding the station's key.
Result<Attestation> parse_attestation_text(std::string_view text);
// The fields when that station's key signed them; BadText or BadSignature otherwise.
Result<Attestation> verify_attestation_text(std::string_view text, BytesView station_public);

}  // namespace doorstep::protocol
