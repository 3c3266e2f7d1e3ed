// One paper at a time through the hub, followed to its end. The job lives as long as the visit (SECURITY 24): the hub
// cancels it with the session. Thread-bound to the Qt thread.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>

#include "base/wiped_bytes.hpp"
#include "kiosk/session/session.hpp"

namespace doorstep::kiosk {

class PrintDesk : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(bool printing READ printing NOTIFY changed)
    Q_PROPERTY(bool printed READ printed NOTIFY changed)
    // Why it waits or failed, and what now; empty when all is well.
    Q_PROPERTY(QString fault READ fault_text NOTIFY changed)
    Q_PROPERTY(QString faultHelp READ fault_help NOTIFY changed)
    Q_PROPERTY(bool failed READ failed NOTIFY changed)
  public:
    explicit PrintDesk(Session& session, QObject* parent = nullptr);
    enum class State { Idle, Asked, Printing, Waiting, Printed, Failed };
    State state() const { return state_; }
    bool printing() const { return state_ == State::Asked || state_ == State::Printing || state_ == State::Waiting; }
    bool printed() const { return state_ == State::Printed; }
    bool failed() const { return state_ == State::Failed; }
    const wire::Fault& fault() const { return fault_; }
    QString fault_text() const;
    QString fault_help() const;
    // True when a printer is there.
    bool usable() const { return session_.hub().usable(wire::Device::PRINTER); }
    // Prints; a paper that could not be made is a failed print. A job under way is left to its end.
    void print(const Result<Bytes>& pdf);
    // The same paper once more, e.g. after FAULT_PRINTER_MISSING.
    Q_INVOKABLE void printAgain();
    void reset();

  signals:
    void changed();

  private:
    void on_job(const wire::JobState& job);
    void set(State state, const wire::Fault& fault);
    Session& session_;
    WipedBytes pdf_;
    State state_ = State::Idle;
    std::uint64_t job_ = 0;
    std::vector<wire::JobState> early_;  // events that overtook the answer with the job's number
    wire::Fault fault_;
};

}  // namespace doorstep::kiosk
