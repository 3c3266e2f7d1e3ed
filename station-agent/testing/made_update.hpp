// An update of any bytes, with its order; for tests only.
#pragma once

#include <algorithm>
#include <random>
#include <string>

#include "base/digest.hpp"
#include "protocol/envelope/update_order.hpp"
#include "protocol/messages/release.pb.h"

namespace doorstep::agent::testing {

struct MadeUpdate {
    std::string bytes;
    wire::UpdateOrder order;
    std::string name;  // as the line calls it

    explicit MadeUpdate(std::size_t size, const std::string& version = "9.1.0", unsigned seed = 1) : bytes(size, '\0') {
        std::mt19937_64 random(seed);
        std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<char>(random()); });
        order.set_version(version);
        order.set_size(size);
        order.set_piece_size(protocol::update_piece);
        for (std::size_t at = 0; at < size; at += protocol::update_piece) {
            const auto digest = sha256(as_bytes(std::string_view(bytes).substr(at, protocol::update_piece)));
            order.mutable_piece_digests()->append(as_text(digest));
        }
        const auto digest = protocol::update_name(order);
        name = as_text(digest);
    }
};

}  // namespace doorstep::agent::testing
