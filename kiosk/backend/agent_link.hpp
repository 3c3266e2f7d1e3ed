// kiosk → agent on the Qt thread: typed calls, the station's state as last told.
#pragma once

#include "kiosk/backend/rpc_link.hpp"
#include "protocol/messages/agent.pb.h"

namespace doorstep::kiosk {

// Longest waits for an answer, in milliseconds.
struct AgentDelays {
    std::int64_t quick = 4000;
    std::int64_t durable = 10000;  // two pages sealed and synced on a slow disk
    std::int64_t pin = 15000;      // Argon2id on a small machine
};

class AgentLink : public RpcLink {
    Q_OBJECT
  public:
    using Answer = std::function<void(const wire::AgentReply&)>;
    explicit AgentLink(const std::string& address, QObject* parent = nullptr, protocol::RpcDelays delays = {});
    ~AgentLink() override;
    // `answer` comes once on this thread; a call that failed has the reply's fault set.
    void ask(const wire::AgentRequest& request, std::int64_t deadline_ms, QObject* context, Answer answer);
    const AgentDelays& delays() const { return delays_; }
    // As last told; empty before the first answer.
    const wire::AgentStatus& status() const { return status_; }
    // Counts of the outbox as last told; no items in it.
    const wire::Items& counts() const { return counts_; }

  signals:
    void statusChanged();
    void countsChanged();
    void shiftEnded(const QString& account);
    // The agent took a scheme from the downlink.
    void schemeCame();
    // The agent answers (again): its sessions and operator tokens of before are gone.
    void restarted();

  protected:
    void on_event(const std::string& payload) override;
    void on_up() override;

  private:
    AgentDelays delays_;
    wire::AgentStatus status_;
    wire::Items counts_;
};

}  // namespace doorstep::kiosk
