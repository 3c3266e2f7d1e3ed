// kiosk → setup, and kiosk → the agent's own socket for setting up, on the Qt thread. Asked only while this machine is
// no station yet (app/kiosk.cpp).
#pragma once

#include "kiosk/backend/rpc_link.hpp"
#include "protocol/messages/setup.pb.h"

namespace doorstep::kiosk {

// What came back, or a reply that says why nothing did.
template <class Reply>
Reply setup_reply(const Result<std::string>& bytes) {
    Reply reply;
    if (!bytes) {
        reply.set_fault(wire::SETUP_FAULT_UNAVAILABLE);
    } else if (!reply.ParseFromString(*bytes)) {
        reply.Clear();
        reply.set_fault(wire::SETUP_FAULT_INTERNAL);
    }
    return reply;
}

// One of the two sockets.
class SetupLink : public RpcLink {
    Q_OBJECT
  public:
    static constexpr std::int64_t quick_ms = 5'000;
    static constexpr std::int64_t system_ms = 25'000;  // the system's own longest time, and an answer's way
    static constexpr std::int64_t code_ms = 60'000;    // Argon2id on a small machine
    // For the agent, which answers nobody while it computes the digits: silence is no sign that it has gone.
    static protocol::RpcDelays patient() {
        protocol::RpcDelays delays;
        delays.silent_means_gone = code_ms;
        return delays;
    }
    explicit SetupLink(const std::string& address, QObject* parent = nullptr, protocol::RpcDelays delays = {})
        : RpcLink(address, parent, delays) {}
    ~SetupLink() override { stop(); }
    // `answer` comes once on this thread; a call that failed has the reply's fault set.
    template <class Reply, class Request>
    void ask(const Request& request, std::int64_t deadline_ms, QObject* context,
             std::function<void(const Reply&)> answer) {
        send(request.SerializeAsString(), deadline_ms, context,
             [answer = std::move(answer)](const Result<std::string>& bytes) { answer(setup_reply<Reply>(bytes)); });
    }

  signals:
    // It answers (again).
    void restarted();

  protected:
    void on_event(const std::string&) override {}
    void on_up() override { emit restarted(); }
};

}  // namespace doorstep::kiosk
