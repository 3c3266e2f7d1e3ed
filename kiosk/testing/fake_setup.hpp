// A set-up and an agent for it that answer as scripted, over real sockets: the pages of setting a station up are tested
// between them. Their own rules are tested in their rooms; here steps are done in any order that is asked for.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <QTimer>

#include "base/event_loop.hpp"
#include "protocol/messages/setup.pb.h"
#include "protocol/rpc_server.hpp"

namespace doorstep::kiosk {

class FakeSetup {
  public:
    FakeSetup();
    ~FakeSetup();
    std::string setup_address() const;
    std::string agent_address() const;

    wire::SetupState state;
    wire::LinkList links;
    std::string stick;                                // the invitation on it; empty: no stick
    wire::SetupFault fault = wire::SETUP_FAULT_NONE;  // of setting network or clock
    std::string right_code = "87654321";              // what the township told
    bool enrolled = false;                            // an invitation was taken
    std::vector<wire::SetupRequest> requests;
    std::vector<wire::AgentSetupRequest> agent_requests;
    // The last of that kind; an empty one when there was none.
    wire::SetupRequest last(wire::SetupRequest::KindCase kind) const;
    const wire::SetupStepState& step(wire::SetupStep step) const { return state.steps(step - 1); }
    // Neither answers any more; again after come_back(), with the same state.
    void fall_silent();
    void come_back();

  private:
    wire::SetupReply answer(const wire::SetupRequest& request);
    wire::SetupReply told();
    wire::AgentSetupReply answer_agent(const wire::AgentSetupRequest& request);
    EventLoop loop_;
    QTimer pump_;
    std::filesystem::path folder_;
    std::unique_ptr<protocol::RpcServer> setup_;
    std::unique_ptr<protocol::RpcServer> agent_;
};

}  // namespace doorstep::kiosk
