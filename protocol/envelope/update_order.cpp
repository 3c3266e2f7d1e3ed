#include "protocol/envelope/update_order.hpp"

#include "base/version.hpp"

namespace doorstep::protocol {

std::optional<std::string> fault_in(const wire::UpdateOrder& order) {
    if (!parse_version(order.version())) {
        return "no version";
    }
    if (order.size() == 0 || order.size() > largest_update) {
        return "no size";
    }
    if (order.piece_size() != update_piece || order.piece_digests().size() != update_pieces(order) * Digest{}.size()) {
        return "pieces and size do not fit";
    }
    return std::nullopt;
}

Digest update_name(const wire::UpdateOrder& order) {
    return sha256(as_bytes(order.piece_digests()));
}

std::uint64_t update_pieces(const wire::UpdateOrder& order) {
    return (order.size() + update_piece - 1) / update_piece;
}

}  // namespace doorstep::protocol
