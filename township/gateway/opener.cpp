#include "township/gateway/opener.hpp"

namespace doorstep::township {

Result<Opener> Opener::load(const std::filesystem::path& keys) {
    DOORSTEP_TRY(auto pairs, load_recipient_keys(keys));
    return Opener(std::move(pairs));
}

const RecipientKey* Opener::key_of(const wire::Header& header) const {
    for (const auto& key : keys_) {
        if (key.epoch == header.recipient_epoch() &&
            as_text(protocol::key_id(key.keys.public_key)) == header.recipient_key_id()) {
            return &key;
        }
    }
    return nullptr;
}

bool Opener::knows(const wire::Header& header) const {
    return key_of(header) != nullptr;
}

Result<protocol::Opened> Opener::open(BytesView envelope, std::span<const Bytes> sealed_parts,
                                      const protocol::ExpectedStation& station) const {
    DOORSTEP_TRY(const auto checked, protocol::check_outer(envelope, station));
    const auto* key = key_of(checked.header);
    if (key == nullptr) {
        return Error(protocol::EnvelopeError::UnknownRecipientKey, "no such epoch here");
    }
    const std::vector<BytesView> views(sealed_parts.begin(), sealed_parts.end());
    return protocol::open(envelope, views, key->keys, station);
}

}  // namespace doorstep::township
