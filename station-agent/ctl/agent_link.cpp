#include "station-agent/ctl/agent_link.hpp"

#include "base/paths.hpp"

namespace doorstep::agent {

AgentLink::AgentLink() : client_(socket_address("agent-control", "agent.sock").value_or("ipc:///nowhere")) {}

Result<wire::AgentReply> AgentLink::ask(const wire::AgentRequest& request, std::int64_t deadline_ms) {
    DOORSTEP_TRY(const std::string bytes, client_.call_wait(request.SerializeAsString(), deadline_ms));
    wire::AgentReply reply;
    if (!reply.ParseFromString(bytes)) {
        return LinkError::Garbled;
    }
    if (reply.fault().code() != wire::FAULT_NONE) {
        return Error(LinkError::Fault, wire::FaultCode_Name(reply.fault().code()));
    }
    return reply;
}

}  // namespace doorstep::agent
