// The byte strings that envelope signatures and streams cover. Private to protocol/envelope.
#pragma once

#include <cstdint>
#include <span>

#include "base/digest.hpp"
#include "base/wiped_bytes.hpp"
#include "protocol/messages/envelope.pb.h"

namespace doorstep::protocol {

// Header digest (32) + part number (4, little-endian); number 0 is the inner list.
Bytes associated_data(const Digest& header_digest, std::uint32_t number);
// Header (length-prefixed) + number of digests + the digests: what the inner signature covers.
Bytes inner_bytes(BytesView header, std::span<const Digest> plain_digests);
// Header, sealed key and sealed inner (each length-prefixed) + number of parts + digest and size of each: what the
// outer signature covers.
Bytes outer_bytes(const wire::Envelope& envelope);
// Appends little-endian.
void append_u32(Bytes& to, std::uint32_t value);
void append_u64(Bytes& to, std::uint64_t value);
// Its length (8 bytes), then the bytes: so that no field runs into the next.
void append_field(Bytes& to, BytesView bytes);

}  // namespace doorstep::protocol
