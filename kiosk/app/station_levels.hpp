// Light and sound as a technician set them at this station: the agent keeps them, the hub begins each visit with them.
// Set when the hub comes up and when the agent tells others. Thread-bound to the Qt thread.
#pragma once

#include <cstdint>
#include <map>

#include <QObject>

#include "kiosk/backend/agent_link.hpp"
#include "kiosk/backend/hub_link.hpp"

namespace doorstep::kiosk {

class StationLevels : public QObject {
    Q_OBJECT
  public:
    // Both are borrowed.
    StationLevels(HubLink& hub, AgentLink& agent, QObject* parent = nullptr);

  private:
    // A hub that could not do it just now is asked again.
    static constexpr int again_ms = 5000;
    using Levels = std::map<wire::Device::Class, std::uint32_t>;

    Levels wanted() const;
    void look();
    void open();
    void set_next(const std::string& session, Levels left);
    void close(const std::string& session);
    void look_again();

    HubLink& hub_;
    AgentLink& agent_;
    Levels set_;                  // of this hub, since it came up
    bool busy_ = false;           // under way
    bool again_ = false;          // due
    std::uint64_t hub_turn_ = 0;  // answers of the hub before are dropped
};

}  // namespace doorstep::kiosk
