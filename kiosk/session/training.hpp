// Training mode at this kiosk: begun by a clerk who is signed in, ended by a touch of anybody, by nobody's touch for
// long, with the clerk's shift, and when the agent knows nothing of it any more. While it runs the visit is of made-up
// persons (Session::training) and the agent keeps nothing. Thread-bound to the Qt thread.
#pragma once

#include <string>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QTimer>

#include "kiosk/session/operator.hpp"
#include "kiosk/session/session.hpp"

namespace doorstep::kiosk {

class Training : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(bool on READ on NOTIFY changed)
    // Both languages at once: whoever sees the screen may read one of them.
    Q_PROPERTY(QString mark READ mark CONSTANT)
  public:
    // `idle`: SessionDelays::training.
    Training(Session& session, Operator& clerk, int idle, QObject* parent = nullptr);
    bool on() const { return session_.training(); }
    QString mark() const { return QStringLiteral("练习 PRACTICE"); }
    // Asks the agent; takes the clerk's shift over when it agrees. began() or failed() follows.
    void begin();
    // Somebody touched screen or keys.
    void touched();

    // At once, whatever is on the screen. Does nothing when none runs.
    Q_INVOKABLE void end();

  signals:
    void changed();
    void began();
    void failed(const doorstep::wire::Fault& fault);

  private:
    void tell_agent_end();
    Session& session_;
    Operator& clerk_;
    std::string shift_;  // the clerk's token; no request but the shift's end carries it meanwhile
    std::string account_;
    bool asked_ = false;
    QTimer idle_;
};

}  // namespace doorstep::kiosk
