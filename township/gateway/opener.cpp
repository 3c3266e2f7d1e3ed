#include "township/gateway/opener.hpp"

#include <algorithm>

namespace doorstep::township {

Result<Opener> Opener::load(const std::filesystem::path& keys) {
    DOORSTEP_TRY(auto pairs, load_recipient_keys(keys));
    return Opener(keys, std::move(pairs));
}

// A key that was made while we run is read when the first submission comes that names it.
const RecipientKey* Opener::key_of(const wire::Header& header) const {
    const auto* key = loaded_key_of(header);
    std::error_code error;
    const bool known =
        std::any_of(keys_.begin(), keys_.end(), [&](const auto& one) { return one.epoch == header.recipient_epoch(); });
    if (key != nullptr || known ||
        !std::filesystem::exists(recipient_key_file(folder_, header.recipient_epoch()), error)) {
        return key;
    }
    if (auto pairs = load_recipient_keys(folder_)) {
        keys_ = std::move(*pairs);
    }
    return loaded_key_of(header);
}

const RecipientKey* Opener::loaded_key_of(const wire::Header& header) const {
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
