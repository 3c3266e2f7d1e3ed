#include "protocol/rpc.hpp"

namespace doorstep {

std::string_view ErrorNames<protocol::RpcError>::name(protocol::RpcError e) {
    switch (e) {
        case protocol::RpcError::Timeout:
            return "Timeout";
        case protocol::RpcError::LinkDown:
            return "LinkDown";
        case protocol::RpcError::TooLarge:
            return "TooLarge";
    }
    return "?";
}

namespace protocol {

std::string encode_rpc_frame(RpcFrame frame) {
    std::string bytes(1, static_cast<char>(frame.kind));
    for (int shift = 0; shift < 64; shift += 8) {
        bytes += static_cast<char>(frame.id >> shift);
    }
    return bytes;
}

std::optional<RpcFrame> decode_rpc_frame(std::string_view bytes) {
    if (bytes.size() != 9 || bytes[0] < 1 || bytes[0] > 5) {
        return std::nullopt;
    }
    std::uint64_t id = 0;
    for (std::size_t i = 8; i >= 1; --i) {
        id = (id << 8) | static_cast<std::uint8_t>(bytes[i]);
    }
    return RpcFrame{static_cast<RpcKind>(bytes[0]), id};
}

}  // namespace protocol
}  // namespace doorstep
