// The township's messages to the clerk who is signed in. Which of them this clerk has read is the agent's to keep.
// Thread-bound to the Qt thread.
#pragma once

#include <set>
#include <string>

#include <QObject>
#include <QVariantList>

#include "kiosk/backend/agent_link.hpp"
#include "kiosk/session/operator.hpp"

namespace doorstep::kiosk {

class ClerkMail : public QObject {
    Q_OBJECT
  public:
    ClerkMail(AgentLink& agent, Operator& clerk, QObject* parent = nullptr);
    // Asks for them; changed() follows when the agent answers. What it cannot tell now stays as it was.
    void load();
    // Those messages are of another shift now.
    void forget();
    // {id, text, when, unread}: the first line, the newest first.
    QVariantList list() const;
    int unread() const;
    // All words of it; empty when there is no such message.
    QString text_of(const QString& id) const;
    QString when(const QString& id) const;
    // This clerk has it open. Told to the agent; until it answers it counts as read here.
    void read(const QString& id);

  signals:
    void changed();

  private:
    const wire::ClerkMessage* find(const QString& id) const;
    AgentLink& agent_;
    Operator& clerk_;
    wire::ClerkMessageList mail_;
    std::set<std::string> read_;
};

}  // namespace doorstep::kiosk
