// What a technician's monitoring sees of a station: how much waits and for how long, whether the line is up. Nothing of
// people, cases or schemes.
#pragma once

#include <string>

#include "protocol/messages/agent.pb.h"

namespace doorstep::agent {

// Prometheus text of that status at that time of the station's clock.
std::string agent_metrics(const wire::AgentStatus& status, std::int64_t now_ms);

}  // namespace doorstep::agent
