// The command line's side of the agent's control socket.
#pragma once

#include <cstdint>

#include "base/error.hpp"
#include "protocol/messages/agent.pb.h"
#include "protocol/rpc_client.hpp"

namespace doorstep::agent {

enum class LinkError {
    Fault = 1,  // the agent refused; the code stands in the detail
    Garbled,    // not an answer of this protocol
};

class AgentLink {
  public:
    // At $DOORSTEP_RUN/agent-control/agent.sock.
    AgentLink();
    // One request, one reply; Fault when the reply holds one.
    Result<wire::AgentReply> ask(const wire::AgentRequest& request, std::int64_t deadline_ms = 20'000);

  private:
    protocol::RpcClient client_;
};

}  // namespace doorstep::agent

template <>
struct doorstep::ErrorNames<doorstep::agent::LinkError> {
    static constexpr std::string_view module = "agent-link";
    static std::string_view name(agent::LinkError e) { return e == agent::LinkError::Fault ? "Fault" : "Garbled"; }
};
