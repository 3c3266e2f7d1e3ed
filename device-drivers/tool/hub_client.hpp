// A technician's line to the hub: asks and waits, keeps the events until somebody waits for them.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "protocol/messages/hub.pb.h"
#include "protocol/rpc_client.hpp"

namespace doorstep::devices {

// Thread-bound: one thread asks and waits; events come on the client's own.
class HubClient {
  public:
    // `address` as socket_address() gives it; the hub need not be there.
    explicit HubClient(const std::string& address);
    // Gives the session back.
    ~HubClient();
    HubClient(const HubClient&) = delete;
    HubClient& operator=(const HubClient&) = delete;
    // The answer; one with FAULT_UNAVAILABLE or FAULT_TIMEOUT when the hub gave none.
    wire::HubReply ask(const wire::HubRequest& request, std::int64_t within_ms = 6'000);
    // Events come from now on. The fault when the hub takes no more watchers.
    wire::Fault watch();
    // Opens the session that read_card, scan … are asked in, once; it ends with this object.
    wire::Fault open_session();
    // Both; the code of the fault that stands in the way.
    wire::FaultCode begin();
    const std::string& session() const { return session_; }
    // The next event that `wanted` takes; others are dropped on the way. Nothing when the time is over.
    std::optional<wire::HubEvent> next(const std::function<bool(const wire::HubEvent&)>& wanted,
                                       std::int64_t within_ms);

  private:
    void hear(const std::string& payload);
    std::atomic<bool> seen_ = false;  // the hub answered at least once
    std::mutex mutex_;
    std::condition_variable heard_;
    std::deque<wire::HubEvent> events_;
    bool watching_ = false;
    std::string session_;
    protocol::RpcClient client_;  // last: hears only when all else is there
};

}  // namespace doorstep::devices
