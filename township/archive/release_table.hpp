// Orders of the release key as they lie here, and whose signatures count (SECURITY 7): public keys, orders made and
// handed on, revocations. Thread-bound with the archive.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/messages/release.pb.h"
#include "township/archive/archive.hpp"

namespace doorstep::township {

struct ReleaseKey {
    Bytes public_key;
    std::string holder;
    std::int64_t since_ms = 0;
};
// Those that count, by their key.
Result<std::vector<ReleaseKey>> release_keys(Archive& archive);
// The same, the keys alone.
Result<std::vector<Bytes>> release_publics(Archive& archive);
// Adds one. NoReleaseKeys once an invitation carried the set: stations have pinned it, and only an order changes it.
Status add_release_key(Archive& archive, BytesView public_key, std::string_view holder);
// An invitation carries them from now on.
Status pin_release_keys(Archive& archive);
// These count from now on and no others.
Status replace_release_keys(Archive& archive, const wire::ReleaseKeys& keys);

// An order and what belongs to it.
struct OrderRow {
    std::uint64_t sequence = 0;
    wire::ReleasePurpose purpose = wire::RELEASE_UNKNOWN;
    std::string subject;
    std::string station;  // empty: all
    Bytes content;        // as signed
    Bytes signatures;     // serialized SignedRelease; empty until it was handed on
    Bytes sealed;         // under the archive key; empty: nothing
    std::int64_t made_ms = 0;
    std::int64_t released_ms = 0;
};
// The number that the next order gets.
Result<std::uint64_t> next_order(Archive& archive);
// Keeps an order that is to be signed.
Status insert_order(Archive& archive, const OrderRow& order, std::string_view who);
// Nothing when there is none of that number.
Result<std::optional<OrderRow>> find_order(Archive& archive, std::uint64_t sequence);
// It was signed and is handed on.
Status mark_released(Archive& archive, std::uint64_t sequence, BytesView signatures);
// All, newest first, at most 1000.
Result<std::vector<OrderRow>> list_orders(Archive& archive);
// Of those handed on that concern the station, the newest of each purpose and subject, in order. No revocations.
Result<std::vector<OrderRow>> standing_orders(Archive& archive, std::string_view station);

// The keys of that station count no more.
Status insert_revocation(Archive& archive, std::string_view station, BytesView sign_public, std::uint64_t order);
// The revocation of a station under that key, as it was signed; nothing when there is none.
Result<std::optional<wire::SignedRelease>> revocation_of(Archive& archive, std::string_view station,
                                                         BytesView sign_public);

}  // namespace doorstep::township
