// The release key's signature on a scheme's package (forms/archive/), which outlives the order that carries it: the
// same file may lie on a stick or a desk. Suite 1 (Ed25519). Reentrant.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>

#include "protocol/envelope/keys.hpp"

namespace doorstep::protocol {

// Over the manifest as it stands in the package.
Bytes sign_scheme_manifest(std::string_view manifest, const SigningKeys& keys);
// True when that signature is of one of the pinned keys, named by that id.
bool scheme_signature_counts(std::string_view manifest, BytesView key_id, BytesView signature,
                             std::span<const Bytes> pinned);
// True when one of them counts; each has key_id and signature.
template <class Signatures>
bool scheme_manifest_signed(std::string_view manifest, const Signatures& signatures, std::span<const Bytes> pinned) {
    return std::any_of(signatures.begin(), signatures.end(), [&](const auto& one) {
        return scheme_signature_counts(manifest, one.key_id, one.signature, pinned);
    });
}

}  // namespace doorstep::protocol
