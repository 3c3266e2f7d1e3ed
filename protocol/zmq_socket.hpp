// The little of libzmq that rpc and line need, without its types in headers. Thread-bound.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/event_loop.hpp"

namespace doorstep::protocol {

enum class SocketError {
    BadAddress = 1,  // stop at start and say the address
    InUse,           // stop at start: another process listens there
    Failed,          // log and try again later
};

}  // namespace doorstep::protocol

template <>
struct doorstep::ErrorNames<doorstep::protocol::SocketError> {
    static constexpr std::string_view module = "socket";
    static std::string_view name(protocol::SocketError e);
};

namespace doorstep::protocol {

// The process' one libzmq context; made at first use, never destroyed (sockets may outlive main).
void* zmq_context();
// More sockets than libzmq's 1,023 at once in this process; before the first of them.
void allow_sockets(int number);

enum class SocketType { Router, Dealer };

// One ROUTER or DEALER socket inside an event loop. Messages are lists of frames.
class ZmqSocket {
  public:
    using Frames = std::vector<std::string>;
    // `largest_message` bytes a frame: a peer that sends more is disconnected by libzmq.
    ZmqSocket(SocketType type, std::size_t largest_message);
    ~ZmqSocket();
    ZmqSocket(const ZmqSocket&) = delete;
    ZmqSocket& operator=(const ZmqSocket&) = delete;

    // Raw libzmq option of integer or byte kind (numbers from zmq.h); for CURVE and timeouts.
    Status set(int option, int value);
    Status set(int option, std::string_view value);
    Status bind(const std::string& address);
    Status connect(const std::string& address);
    // Frees the address at once; closing alone does it a little later, on another thread.
    void unbind(const std::string& address);
    // What bind made of ":0" or "*".
    std::string last_endpoint() const;
    // From now on each arriving message is handed over on the loop's thread; the loop must outlive the socket.
    // The property User-Id of the message (set by ZAP), or empty, comes with it. `all_arrived` follows when no further
    // one waits, or after a bounded number of them; it must not end the socket.
    void attach(
        EventLoop& loop, std::function<void(Frames, std::string user_id)> arrived,
        std::function<void()> all_arrived = [] {});
    // False when the message could not be queued now (no peer, or full): nothing was sent.
    bool send(const Frames& frames);

  private:
    void drain();
    // Hands one message over; false when none waits.
    bool receive_one();
    void* socket_;
    EventLoop* loop_ = nullptr;
    std::uint64_t hook_ = 0;
    int descriptor_ = -1;
    std::function<void(Frames, std::string)> arrived_;
    std::function<void()> all_arrived_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace doorstep::protocol
