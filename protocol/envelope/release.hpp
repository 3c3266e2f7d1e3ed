// Orders of the release key (SECURITY 7): who may sign what, and how an order is checked. A station pins the public
// keys at its enrolment; the secret ones never touch the machine that serves the line. Suite 1 (Ed25519). Reentrant.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "protocol/envelope/keys.hpp"
#include "protocol/messages/release.pb.h"

namespace doorstep::protocol {

enum class ReleaseError {
    NotSigned = 1,  // refuse: too few signatures of keys that are pinned, or for another purpose
    BadOrder,       // refuse: signed, but not what its purpose says, or over a bound
};

// One purpose and what it takes.
struct ReleaseRule {
    wire::ReleasePurpose purpose;
    wire::ReleaseOrder::KindCase kind;
    std::string_view name;    // "scheme"
    std::string_view domain;  // of the signatures
    int persons;              // signatures by so many different keys
};
// Null for a purpose that this version does not know.
const ReleaseRule* release_rule(wire::ReleasePurpose purpose);
// The rule of an order's content; null when it has none.
const ReleaseRule* release_rule_of(const wire::ReleaseOrder& order);

// Serialized bytes of an order, a scheme's files included; larger ones are refused. Fits one message of the line with
// room.
constexpr std::size_t largest_release = 768U << 10U;
// More pinned keys or signatures than any township has people for.
constexpr std::size_t most_release_keys = 16;

// An order ready to be signed. BadOrder when it has no content.
Result<wire::SignedRelease> unsigned_release(const wire::ReleaseOrder& order);
// Adds the signature of that key, or replaces the one it made before. BadOrder for a purpose not known.
Status sign_release(wire::SignedRelease& release, const SigningKeys& keys);
// The order when enough of the pinned keys signed it for what it is. NotSigned, BadOrder. Whom it is for, its number
// and its expiry are the caller's to check.
Result<wire::ReleaseOrder> check_release(const wire::SignedRelease& release, std::span<const Bytes> pinned);

// What people compare: the keys in any order, "a1b2-c3d4-…", 32 hex digits in groups of four.
std::string release_fingerprint(std::span<const Bytes> keys);

}  // namespace doorstep::protocol

template <>
struct doorstep::ErrorNames<doorstep::protocol::ReleaseError> {
    static constexpr std::string_view module = "release";
    static std::string_view name(protocol::ReleaseError e);
};
