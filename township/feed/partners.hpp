// Keys of the exchange upward: this place's own pair, for this purpose alone, and whom it exchanges with, pinned by a
// person. A township and its county use the same functions. Thread-bound with the archive.
#pragma once

#include <string>
#include <string_view>

#include "protocol/envelope/keys.hpp"
#include "township/archive/archive.hpp"

namespace doorstep::township {

struct FeedKeys {
    protocol::SigningKeys sign;  // batches, or standings
    protocol::BoxKeys box;       // what is sealed to this place
};

// keys/feed.key (0600); made when it is not there, never replaced. BadKeyFile, file errors.
Result<FeedKeys> feed_keys(const Archive& archive);

struct FeedPartner {
    std::string place;  // its township id
    Bytes sign_public;
    Bytes box_public;
    // 16 hex digits in groups of four: read to each other over the telephone before it is pinned.
    std::string fingerprint() const;
};

// This place as the other end pins it, as text; and back. BadKeyFile.
FeedPartner own_partner(const Archive& archive, const FeedKeys& keys);
std::string to_text(const FeedPartner& partner);
Result<FeedPartner> partner_from(std::string_view text);
constexpr std::size_t largest_partner_file = 4096;

// OtherKeys when that place is pinned with others, unless `replace`.
Status pin_partner(Archive& archive, const FeedPartner& partner, bool replace);
// NoPartner.
Result<FeedPartner> partner_named(Archive& archive, std::string_view place);

}  // namespace doorstep::township
