// The clerk at this kiosk: accounts of the station, sign-in by PIN, the token that the agent gave. The agent alone
// checks PINs. Thread-bound to the Qt thread.
#pragma once

#include <string>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QVariantList>

#include "kiosk/backend/agent_link.hpp"

namespace doorstep::kiosk {

class Operator : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(bool signedIn READ signed_in NOTIFY changed)
    Q_PROPERTY(QString name READ name NOTIFY changed)
  public:
    explicit Operator(AgentLink& agent, QObject* parent = nullptr);
    bool signed_in() const { return !token_.empty(); }
    QString name() const { return name_; }
    // For requests; empty when nobody is signed in.
    const std::string& token() const { return token_; }
    const std::string& account() const { return account_; }
    // May open service mode; the agent checks it again.
    bool technician() const { return technician_; }
    // Asks for the accounts; `then` gets the reply.
    void list(QObject* context, AgentLink::Answer then);
    // Signs in; with a one-time code the PIN is set by it. `then` gets the fault or FAULT_NONE.
    void sign_in(const std::string& account, const std::string& pin, const std::string& one_time_code,
                 std::function<void(const wire::Fault&)> then);
    void sign_out();
    // The token with the shift behind it is another's from now on (an exercise holds it); here nobody is signed in.
    std::string hand_over();

  signals:
    void changed();

  private:
    void forget();
    AgentLink& agent_;
    std::string token_;
    std::string account_;
    bool technician_ = false;
    QString name_;
};

}  // namespace doorstep::kiosk
