#include "protocol/envelope/associated.hpp"

namespace doorstep::protocol {
namespace {

void append(Bytes& to, BytesView bytes) {
    append_u32(to, static_cast<std::uint32_t>(bytes.size()));
    to.insert(to.end(), bytes.begin(), bytes.end());
}

}  // namespace

void append_u32(Bytes& to, std::uint32_t value) {
    for (unsigned shift = 0; shift < 32; shift += 8) {
        to.push_back(static_cast<std::uint8_t>(value >> shift));
    }
}

void append_u64(Bytes& to, std::uint64_t value) {
    append_u32(to, static_cast<std::uint32_t>(value));
    append_u32(to, static_cast<std::uint32_t>(value >> 32U));
}

void append_field(Bytes& to, BytesView bytes) {
    append_u64(to, bytes.size());
    to.insert(to.end(), bytes.begin(), bytes.end());
}

Bytes associated_data(const Digest& header_digest, std::uint32_t number) {
    Bytes data(header_digest.begin(), header_digest.end());
    append_u32(data, number);
    return data;
}

Bytes inner_bytes(BytesView header, std::span<const Digest> plain_digests) {
    Bytes data;
    append(data, header);
    append_u32(data, static_cast<std::uint32_t>(plain_digests.size()));
    for (const auto& digest : plain_digests) {
        data.insert(data.end(), digest.begin(), digest.end());
    }
    return data;
}

Bytes outer_bytes(const wire::Envelope& envelope) {
    Bytes data;
    append(data, as_bytes(envelope.header()));
    append(data, as_bytes(envelope.sealed_key()));
    append(data, as_bytes(envelope.sealed_inner()));
    append_u32(data, static_cast<std::uint32_t>(envelope.parts_size()));
    for (const auto& part : envelope.parts()) {
        append(data, as_bytes(part.digest()));
        append_u64(data, part.size());
    }
    return data;
}

}  // namespace doorstep::protocol
