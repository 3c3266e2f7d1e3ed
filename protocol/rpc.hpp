// The frame that every rpc message begins with, and the waits of both ends. Shared by client and server.
//   request  client → server   kind 1, id ≠ 0, payload
//   reply    server → client   kind 2, same id, payload
//   event    server → client   kind 3, id 0, payload
//   ping     client → server   kind 4; pong  server → client  kind 5, id = the server's boot number
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace doorstep::protocol {

enum class RpcError {
    Timeout = 1,  // the deadline passed: ask again or tell the person
    LinkDown,     // the other end is not there or was restarted meanwhile: the call may or may not have been done
    TooLarge,     // nothing was sent: over rpc_largest_message
};

// Bound of one message on a local socket; a larger one is refused by the sender and cut off by the receiver.
constexpr std::size_t rpc_largest_message = 16U << 20U;

// All waits of an rpc link, in milliseconds. Tests may shorten them.
struct RpcDelays {
    std::int64_t ping_every = 500;
    std::int64_t silent_means_gone = 2500;  // five pings: one busy moment is no death
    std::int64_t resend_every = 20;         // while there is no connection yet
};

enum class RpcKind : std::uint8_t { Request = 1, Reply = 2, Event = 3, Ping = 4, Pong = 5 };
struct RpcFrame {
    RpcKind kind;
    std::uint64_t id;
};

// 9 bytes: kind, id little-endian.
std::string encode_rpc_frame(RpcFrame frame);
// Nothing when the bytes are no frame.
std::optional<RpcFrame> decode_rpc_frame(std::string_view bytes);

}  // namespace doorstep::protocol

template <>
struct doorstep::ErrorNames<doorstep::protocol::RpcError> {
    static constexpr std::string_view module = "rpc";
    static std::string_view name(protocol::RpcError e);
};
