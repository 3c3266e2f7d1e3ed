// From errors of the rooms to the codes that cross a process (DESIGN rule 5). Reentrant.
#pragma once

#include <string_view>

#include "base/error.hpp"
#include "protocol/messages/agent.pb.h"

// Codes of the wire are errors themselves, for requests that are refused directly.
template <>
struct doorstep::ErrorNames<doorstep::wire::FaultCode> {
    static constexpr std::string_view module = "fault";
    static std::string_view name(wire::FaultCode e) { return wire::FaultCode_Name(e); }
};

namespace doorstep::agent {

// The code that a person is told; FAULT_INTERNAL for what only a log understands.
wire::FaultCode fault_code(const Error& error);
// A reply that holds only the fault.
wire::AgentReply fault_reply(wire::FaultCode code);

}  // namespace doorstep::agent
