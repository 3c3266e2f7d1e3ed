// The serving end of a local socket: requests in, replies out now or later, events to chosen peers.
// Thread-bound to its loop, which must outlive it.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "protocol/rpc.hpp"

namespace doorstep::protocol {

class RpcServer {
  public:
    // A connection; the same client after a reconnect is another peer.
    using Peer = std::string;
    // Answers its request once; later calls do nothing. May be kept and called later on the loop's thread; when the
    // peer has gone or the server is destroyed the answer is dropped.
    using Reply = std::function<void(std::string payload)>;
    struct Handlers {
        // Each request; must not block.
        std::function<void(const Peer&, std::string payload, Reply)> request;
        // The peer said nothing for Delays.silent_means_gone: end what it held.
        std::function<void(const Peer&)> peer_lost = [](const Peer&) {};
        // After the requests that had arrived together: whoever kept them answers them now.
        std::function<void()> all_arrived = [] {};
    };
    // Makes the socket's folder when missing (0750), binds, and sets the socket's mode to 0660 so that only the two
    // ends' group may use it. `address` as socket_address() gives it.
    static Result<std::unique_ptr<RpcServer>> bind(EventLoop& loop, const std::string& address, Handlers handlers,
                                                   RpcDelays delays = {});
    ~RpcServer();
    RpcServer(const RpcServer&) = delete;
    RpcServer& operator=(const RpcServer&) = delete;
    // To one peer; false when it has gone or does not keep up (its queue is full): the event is dropped.
    bool send_event(const Peer& peer, std::string payload);

  private:
    struct State;
    explicit RpcServer(std::shared_ptr<State> state);
    std::shared_ptr<State> state_;
};

}  // namespace doorstep::protocol
