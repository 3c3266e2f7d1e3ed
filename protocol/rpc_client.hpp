// The asking end of a local socket. Owns a thread; call() and call_wait() are thread-safe; callbacks come on that
// thread and must not block or destroy the client.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/error.hpp"
#include "protocol/rpc.hpp"

namespace doorstep::protocol {

// How a client hears of what it did not ask for.
struct RpcCallbacks {
    // What the server sends unasked.
    std::function<void(std::string payload)> event = [](const std::string&) {};
    // true: the server answered after silence; false: it went silent or was restarted (then true follows). Whoever
    // watches must ask to watch again after each true.
    std::function<void(bool up)> link = [](bool) {};
};

class RpcClient {
  public:
    using Callbacks = RpcCallbacks;
    using Answer = std::function<void(Result<std::string>)>;
    // Starts to connect and goes on trying for ever; the server need not be there.
    explicit RpcClient(std::string address, RpcCallbacks callbacks = {}, RpcDelays delays = {});
    // Pending calls are answered LinkDown.
    ~RpcClient();
    RpcClient(const RpcClient&) = delete;
    RpcClient& operator=(const RpcClient&) = delete;
    // Answered exactly once, within the deadline: the reply, Timeout, LinkDown (the server died or was restarted
    // meanwhile) or TooLarge.
    void call(std::string request, std::int64_t deadline_ms, Answer answer);
    // The same, waiting. Not from a callback.
    Result<std::string> call_wait(std::string request, std::int64_t deadline_ms);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace doorstep::protocol
