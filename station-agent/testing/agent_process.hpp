// The real doorstep-agent in a folder of its own, for tests that kill it; asked over its sockets. Thread-bound.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/uuid.hpp"
#include "protocol/messages/agent.pb.h"
#include "protocol/rpc_client.hpp"
#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent::testing {

class AgentProcess {
  public:
    // `programs` is the folder of the binaries. Enrols by that invitation; the folder must outlive it.
    AgentProcess(const TestFolder& folder, std::string programs, const std::string& invitation);
    ~AgentProcess();
    AgentProcess(const AgentProcess&) = delete;
    AgentProcess& operator=(const AgentProcess&) = delete;

    // What `doorstep-agent enrol` replied.
    const std::string& enrolment_reply() const { return reply_; }
    // Where a kiosk reaches it.
    std::string kiosk_address() const;
    // What the process sees beside the usual, from the next start on.
    void set_environment(const std::string& name, const std::string& value) { extra_[name] = value; }
    // With the name of a test point where it is to die, or none. Lines: test_point.hpp.
    void start(const std::string& kill_at = {});
    void kill_hard();
    // For who kills it from another thread; it is not waited for here. -1: none.
    pid_t pid() const { return pid_; }
    // True once it has died by itself.
    bool has_died();
    // The reply, or nothing when the process died over it.
    std::optional<wire::AgentReply> ask(const wire::AgentRequest& request);
    // Person, draft of that id, two pages, submit; as far as the process lives.
    std::optional<wire::Submitted> hand_in(const Uuid& id);
    wire::AgentStatus status();
    // Runs doorstep-agent-ctl with these words (no quoting); what it printed, nothing when it failed.
    std::optional<std::string> ctl(const std::string& words) const;

  private:
    const TestFolder& folder_;
    std::string programs_;
    std::string reply_;
    std::map<std::string, std::string> extra_;
    std::atomic<pid_t> pid_ = -1;
    std::unique_ptr<protocol::RpcClient> client_;
};

}  // namespace doorstep::agent::testing
