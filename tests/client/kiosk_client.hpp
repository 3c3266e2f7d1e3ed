// The kiosk's side of hub and agent for benchmarks and fault tests: synchronous, without a screen.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "protocol/messages/agent.pb.h"
#include "protocol/messages/hub.pb.h"
#include "protocol/rpc_client.hpp"

namespace doorstep::client {

// A part to put into a draft.
struct PartContent {
    std::uint32_t number;
    wire::PartKind kind;
    std::string media_type;
    std::string content;
};

class AgentClient {
  public:
    // At the agent's socket in run_folder(), or in another station's.
    AgentClient();
    explicit AgentClient(const std::filesystem::path& run_folder);
    // One request, one reply; the fault's code stands in the error's detail.
    Result<wire::AgentReply> ask(const wire::AgentRequest& request, std::int64_t deadline_ms = 20'000);
    // Opens a typed person with a synthetic number; the session token.
    Result<std::string> open_person(const std::string& name, const std::string& number);
    // Starts a draft and puts the parts; the draft's id.
    Result<std::string> draft(const std::string& session, wire::SubmissionKind kind,
                              const std::vector<PartContent>& parts);
    Result<wire::Submitted> submit(const std::string& session, const std::string& draft);

  private:
    std::unique_ptr<protocol::RpcClient> client_;
};

class HubClient {
  public:
    HubClient();
    ~HubClient();
    Result<wire::HubReply> ask(const wire::HubRequest& request, std::int64_t deadline_ms = 20'000);
    // Events from now on.
    Status watch();
    // The first event, arrived already or within the time, that `wanted` says yes to; those before it are dropped.
    // Nothing when none came.
    std::optional<wire::HubEvent> wait_for(const std::function<bool(const wire::HubEvent&)>& wanted,
                                           std::int64_t milliseconds);

  private:
    struct Events;
    std::shared_ptr<Events> events_;
    std::unique_ptr<protocol::RpcClient> client_;
};

}  // namespace doorstep::client
