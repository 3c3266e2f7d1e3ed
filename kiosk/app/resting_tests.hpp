// Self-tests by themselves: after the start and once a day, when the agent says that one is due and nobody is here. A
// touch, a card, a page other than the first one ends a test that runs; it is begun anew after the same quiet time.
// Thread-bound to the Qt thread.
#pragma once

#include <functional>

#include <QObject>
#include <QTimer>

#include "kiosk/backend/self_test.hpp"

namespace doorstep::kiosk {

// All waits, in milliseconds.
struct RestDelays {
    int after_start = 10'000;  // the first page shows, hub and agent are there, nobody touches anything
    int daily = 300'000;       // nobody for so long
    int again = 600'000;       // after one that failed: the agent takes no more than one in ten minutes
};

class RestingTests : public QObject {
    Q_OBJECT
  public:
    // `nobody_here`: the first page shows, no visit, no exercise, no set-up, no service mode. Links are borrowed.
    RestingTests(HubLink& hub, AgentLink& agent, RestDelays delays, std::function<bool()> nobody_here,
                 QObject* parent = nullptr);
    bool testing() const { return test_.running(); }
    // Something may have changed: who is here, what is due, who answers.
    void look();
    // Somebody touched screen or keys.
    void touched();

  signals:
    void changed();

  private:
    wire::SelfTestRecord::Why due() const;
    bool may() const;
    void begin();

    HubLink& hub_;
    AgentLink& agent_;
    const RestDelays delays_;
    const std::function<bool()> nobody_here_;
    SelfTest test_;
    QTimer quiet_;
    QTimer failed_;
};

}  // namespace doorstep::kiosk
