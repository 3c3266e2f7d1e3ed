// Requests in the order of their arrival. Hand-ins that came while the disk was busy with the one before share a
// commit, and so one wait for the disk: none is answered before that commit. Thread-bound.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/database.hpp"
#include "station-agent/service/after_answer.hpp"
#include "station-agent/service/agent_service.hpp"

namespace doorstep::agent {

struct Arrival {
    std::string peer;
    std::string payload;
    Access access = Access::Kiosk;
    std::function<void(std::string reply)> reply;
};

class Arrivals {
  public:
    // The serialized reply; wipes the payload.
    using Handle = std::function<std::string(const std::string& peer, std::string payload, Access access)>;
    // Borrowed.
    struct Parts {
        Database& database;
        AfterAnswer& after_answer;
        Handle handle;
    };
    explicit Arrivals(Parts parts) : parts_(std::move(parts)) {}

    void add(Arrival arrival) { arrived_.push_back(std::move(arrival)); }
    // Answers all that was added.
    void answer();

  private:
    void answer_alone(Arrival& arrival);
    void answer_together(std::span<Arrival> hand_ins);

    Parts parts_;
    std::vector<Arrival> arrived_;
};

}  // namespace doorstep::agent
