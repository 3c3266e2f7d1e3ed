#include "protocol/envelope/scheme_signature.hpp"

#include "protocol/envelope/statements.hpp"

namespace doorstep::protocol {

namespace {
constexpr std::string_view domain = "doorstep/scheme-package/1";
}  // namespace

Bytes sign_scheme_manifest(std::string_view manifest, const SigningKeys& keys) {
    return sign(domain, as_bytes(manifest), keys);
}

bool scheme_signature_counts(std::string_view manifest, BytesView id, BytesView signature,
                             std::span<const Bytes> pinned) {
    return std::any_of(pinned.begin(), pinned.end(), [&](const Bytes& key) {
        return as_text(key_id(key)) == as_text(id) && verify(domain, as_bytes(manifest), signature, key);
    });
}

}  // namespace doorstep::protocol
