// What an order for a new version of the system says, with its bounds: both ends of the line and who signs it read it
// by the same. Reentrant.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/digest.hpp"
#include "protocol/messages/release.pb.h"

namespace doorstep::protocol {

constexpr std::uint64_t largest_update = 2ULL << 30U;
constexpr std::uint32_t update_piece = 4U << 20U;
constexpr std::size_t update_chunk = 64U << 10U;  // bound of UpdateAsk.size; a piece is whole chunks

// Why it cannot be carried out, in a few words; nothing when it can.
std::optional<std::string> fault_in(const wire::UpdateOrder& order);
// What the line calls it: SHA-256 of its piece digests.
Digest update_name(const wire::UpdateOrder& order);
std::uint64_t update_pieces(const wire::UpdateOrder& order);

}  // namespace doorstep::protocol
