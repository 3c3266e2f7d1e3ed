// The offline copy of a sealing key, in shares (SECURITY 8): Shamir's scheme over GF(256) by libgfshare. With fewer
// shares than are needed nothing is known of the key; what the shares give is checked against the public half.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "township/archive/keys.hpp"

namespace doorstep::township {

// Bounds: what people can keep apart and bring together.
constexpr unsigned most_shares = 20;

// JSON texts, one for each person: township, epoch, public half, how many there are and are needed, number, share.
// BadShares unless 2 <= need <= of <= most_shares.
Result<std::vector<std::string>> split_key(std::string_view township, const RecipientKey& key, unsigned of,
                                           unsigned need);

struct JoinedKey {
    std::string township;
    RecipientKey key;
};
// The key again. BadShares: too few, doubled, of different keys, altered.
Result<JoinedKey> join_shares(const std::vector<std::string>& shares);

}  // namespace doorstep::township
