// One paper of the staff's own, printed in a clerk's session that is open for it alone: a job lives as long as its
// session (SECURITY 24). Thread-bound to the Qt thread.
#pragma once

#include <string>
#include <vector>

#include <QObject>

#include "base/wiped_bytes.hpp"
#include "kiosk/backend/hub_link.hpp"

namespace doorstep::kiosk {

class DeskPrint : public QObject {
    Q_OBJECT
  public:
    // The link is borrowed.
    explicit DeskPrint(HubLink& hub, QObject* parent = nullptr);
    // "", "printing", "printed".
    QString state() const { return state_; }
    // One that is being printed is cancelled first.
    void print(const Bytes& pdf);
    // The session is closed, and a job in it cancelled.
    void forget();

  signals:
    void changed();
    // It waits for a hand (paper, a cover) and goes on by itself; FAULT_NONE: it goes on.
    void waits(const doorstep::wire::Fault& fault);
    void failed(const doorstep::wire::Fault& fault);

  private:
    void send(const std::string& pdf);
    void on_job(const wire::JobState& job);
    void fail(const wire::Fault& fault);
    void close();

    HubLink& hub_;
    std::uint64_t turn_ = 0;  // answers to an earlier print are dropped
    std::string session_;
    std::uint64_t job_ = 0;
    std::vector<wire::JobState> early_;  // events that overtook the answer with the job's number
    QString state_;
};

}  // namespace doorstep::kiosk
