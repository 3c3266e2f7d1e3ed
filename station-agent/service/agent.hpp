// The whole agent on one loop: state, line and sockets. Thread-bound to the loop, which must outlive it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "station-agent/outbox/outbox.hpp"
#include "station-agent/service/agent_service.hpp"
#include "station-agent/uplink/uplink.hpp"

namespace doorstep::agent {

// A busy day has a hundred visits, each opened twice or three times. One in ten seconds: a county's 36.5 million
// numbers take eleven years.
constexpr std::int64_t one_more_person_ms = 10'000;

struct AgentSettings {
    std::filesystem::path state_folder;
    std::filesystem::path keys_folder;
    std::filesystem::path spool_folder;
    std::string township_address;  // empty: the enrolment's
    UplinkDelays delays;
    OutboxBounds bounds;
    std::int64_t draft_ms = 30LL * 86'400'000;
    std::int64_t shift_ms = 12LL * 3'600'000;
    std::int64_t people_at_once = 120;  // opened by card or number; then one more in each one_more_person_ms
    std::string version;
    std::filesystem::path metrics_file;    // written anew every quarter of a minute; empty: none
    std::filesystem::path health_folder;   // where root leaves what it knows of the box
    std::filesystem::path asks_folder;     // where root is asked to install and to restart
    std::filesystem::path update_outcome;  // root's answer
    UpdateDelays update_delays;
};

// Settings from agent.toml and the standard places; the errors name the key.
Result<AgentSettings> load_settings();

class Agent {
  public:
    // Opens the state; begins the line when the station is enrolled. Errors of the store, key files and enrolment.
    static Result<std::unique_ptr<Agent>> open(EventLoop& loop, AgentSettings settings,
                                               const Clock& clock = system_clock());
    ~Agent();
    Agent(const Agent&) = delete;
    Agent& operator=(const Agent&) = delete;

    // Serves requests at that address (socket_address()). Errors of RpcServer::bind.
    Status serve(const std::string& address, Access access);
    // A request without a socket, for tests: the serialized reply.
    std::string handle(const std::string& peer, std::string payload, Access access = Access::Kiosk);
    // The connection is gone, for tests.
    void peer_lost(const std::string& peer);

  private:
    struct State;
    explicit Agent(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace doorstep::agent
