// Tells the agent how the devices are, for the heartbeat: whenever one changes, and again to an agent that began anew.
// Thread-bound to the Qt thread.
#pragma once

#include <vector>

#include <QObject>
#include <QTimer>

#include "kiosk/backend/agent_link.hpp"
#include "kiosk/backend/hub_link.hpp"

namespace doorstep::kiosk {

class DeviceTeller : public QObject {
    Q_OBJECT
  public:
    // A device that comes and goes is told once a second; a heartbeat leaves once a minute.
    static constexpr int pause_ms = 1000;
    // Both are borrowed.
    DeviceTeller(HubLink& hub, AgentLink& agent, QObject* parent = nullptr);

  private:
    void look();
    void tell();

    HubLink& hub_;
    AgentLink& agent_;
    std::string told_;  // the request as last answered; empty: none
    QTimer pause_;
};

}  // namespace doorstep::kiosk
