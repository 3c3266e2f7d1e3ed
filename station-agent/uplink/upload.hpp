// What of one item is still to be sent, and the window of chunks under way. Private to uplink/.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "protocol/messages/uplink.pb.h"
#include "station-agent/outbox/outbox.hpp"
#include "station-agent/uplink/uplink.hpp"

namespace doorstep::agent {

constexpr std::size_t chunk_bytes = 64U << 10U;        // bound of Chunk.data
constexpr std::size_t largest_with_offer = 8U << 10U;  // sealed bytes up to which all parts go with the offer

struct Uplink::Upload {
    Outbox::Taken item;
    struct Rest {
        std::size_t place = 0;
        std::uint64_t next = 0;  // offset
    };
    std::vector<Rest> rest;  // parts that lack bytes, in order
    std::uint32_t under_way = 0;
    std::uint64_t had = 0;  // bytes that the township had when it said what it needs
    bool moved_on = false;  // a chunk was taken since the offer

    // Takes the township's list; false when it names a part or offset that this item does not have.
    bool plan(const wire::Need& need) {
        rest.clear();
        under_way = 0;
        had = 0;
        for (const auto& missing : need.missing()) {
            bool found = false;
            for (std::size_t i = 0; i < item.parts.size() && !found; ++i) {
                found = as_text(item.parts[i].digest) == missing.part() && missing.from() <= item.parts[i].size;
                if (found && missing.from() < item.parts[i].size) {
                    rest.push_back({i, missing.from()});
                }
            }
            if (!found) {
                return false;
            }
        }
        had = bytes_total() - bytes_left();
        return true;
    }

    std::uint64_t bytes_left() const {
        std::uint64_t left = 0;
        for (const auto& part : rest) {
            left += item.parts[part.place].size - part.next;
        }
        return left;
    }

    std::uint64_t bytes_total() const {
        std::uint64_t total = 0;
        for (const auto& part : item.parts) {
            total += part.size;
        }
        return total;
    }
};

}  // namespace doorstep::agent
