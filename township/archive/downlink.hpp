// What goes back to a station: numbered without gaps, signed once, durable until the station says "applied"
// (SECURITY 7). Thread-bound with the archive.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "protocol/messages/uplink.pb.h"
#include "township/archive/archive.hpp"

namespace doorstep::township {

// Fills station, number and time, signs with the gateway's key and keeps it; joins the caller's transaction.
// The item's number.
Result<std::uint64_t> queue_downlink(Archive& archive, std::string_view station, wire::DownlinkItem item);

struct QueuedItem {
    std::uint64_t sequence = 0;
    wire::SignedDownlink item;
};
// At most `most` items behind `cursor`, in order.
Result<std::vector<QueuedItem>> downlink_after(Archive& archive, std::string_view station, std::uint64_t cursor,
                                               std::size_t most);
// The station has everything up to this number.
Status downlink_applied(Archive& archive, std::string_view station, std::uint64_t sequence);
// The station has refused that item for good; said again it changes nothing. True the first time.
Result<bool> downlink_refused(Archive& archive, std::string_view station, const wire::DownlinkAck& ack);
// What a station refused, newest first, at most 100: number, code and words.
struct RefusedItem {
    std::string station;
    std::uint64_t sequence = 0;
    wire::FaultCode code = wire::FAULT_NONE;
    std::string why;
    std::int64_t at_ms = 0;
};
Result<std::vector<RefusedItem>> list_refused_items(Archive& archive, std::string_view station);
// Highest number made; 0: none.
Result<std::uint64_t> last_downlink(Archive& archive, std::string_view station);
// The same, and how many the station has not applied yet.
struct DownlinkCount {
    std::uint64_t last = 0;
    std::uint64_t waiting = 0;
};
Result<DownlinkCount> downlink_count(Archive& archive, std::string_view station);
// A station with new keys begins at 1 again.
Status restart_downlink(Archive& archive, std::string_view station);

}  // namespace doorstep::township
