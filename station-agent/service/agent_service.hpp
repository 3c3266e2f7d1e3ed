// The agent's local socket: takes requests apart, sends each to its function, tells watchers what changed.
// Thread-bound.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "station-agent/service/organs.hpp"

namespace doorstep::agent {

// Which requests a socket answers.
enum class Access {
    Kiosk,       // what the kiosk asks
    Technician,  // Hello, Watch, Status and sealed items
    Everything,  // both; test builds only (SECURITY 17)
};

// Whether these bytes ask for a hand-in: such a request holds nothing personal, only tokens and the draft's id.
bool is_hand_in(std::string_view payload);

class AgentService {
  public:
    // Sends an event to a connection; set by whoever owns the sockets.
    using SendEvent = std::function<void(const std::string& peer, std::string payload)>;
    AgentService(Organs& organs, SendEvent send) : organs_(organs), send_(std::move(send)) {}

    // The serialized reply to a serialized request; both the request's bytes and what was parsed from it are wiped.
    std::string handle(const std::string& peer, std::string payload, Access access);
    // Ends all that the connection held.
    void peer_lost(const std::string& peer);
    // Line or items changed: tells those who watch.
    void announce();
    // A clerk account was changed by the township: a disabled one ends its shift.
    void account_changed(const wire::ClerkAccount& account);
    // Those who watch may ask for it.
    void scheme_came();
    // Ends every session and shift (forget everything).
    void end_everything();
    // A shift that lasted too long takes its exercise along; asked now and then.
    void end_old_trainings();

  private:
    Answer dispatch(const std::string& peer, wire::AgentRequest& request);
    Answer dispatch_kept(const Call& call, wire::AgentRequest& request);
    Answer dispatch_status(const std::string& peer, const wire::AgentRequest& request);
    Answer route(const std::string& peer, wire::AgentRequest& request, Access access);
    // Nothing when the request is not one for technicians.
    std::optional<Answer> dispatch_technician(const wire::AgentRequest& request);

    Organs& organs_;
    SendEvent send_;
    std::set<std::string> watchers_;
    std::string last_items_;
    std::string last_status_;
};

}  // namespace doorstep::agent
