// What a technician does at the station (service mode): the devices with their states, the self-test, its report on
// paper. Each act is noted by the agent in the audit chain before it is done; without that it is not done. Thread-bound
// to the Qt thread.
#pragma once

#include <functional>
#include <vector>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QVariantList>

#include "kiosk/session/journey.hpp"

namespace doorstep::kiosk {

class ServiceDesk : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the clerk's controller")
    // {name, state, well, model, help, uses, losses}: as the hub last told, by the names of its configuration
    Q_PROPERTY(QVariantList devices READ devices NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    // When the last self-test of this sign-in ended; empty: none.
    Q_PROPERTY(QString tested READ tested NOTIFY changed)
    // What became of the report: "", "printing", "printed".
    Q_PROPERTY(QString report READ report NOTIFY changed)
    // Why the last act was not done, and what now; empty when all is well.
    Q_PROPERTY(QString fault READ fault NOTIFY changed)
    Q_PROPERTY(QString faultHelp READ fault_help NOTIFY changed)
  public:
    // The hub's own longest time for a self-test, and an answer's way.
    static constexpr std::int64_t test_ms = 15'000;
    explicit ServiceDesk(Desk& desk, QObject* parent = nullptr);
    // Opens a clerk's session at the hub, once the agent has noted it.
    void open();
    // Ends that session; what was found is forgotten.
    void close();
    bool is_open() const { return open_; }

    QVariantList devices() const;
    bool busy() const { return busy_; }
    QString tested() const;
    QString report() const { return report_; }
    QString fault() const;
    QString fault_help() const;
    Q_INVOKABLE void selfTest();
    Q_INVOKABLE void printReport();

  signals:
    void changed();

  private:
    // Does it once the agent has noted the act, unless the desk was closed meanwhile.
    void act(wire::ServiceAct::Act act, std::function<void()> then);
    void open_session(std::function<void()> then);
    void test();
    void print();
    void on_job(const wire::JobState& job);
    void fail(const wire::Fault& fault);
    std::vector<std::string> lines() const;

    Desk& desk_;
    bool open_ = false;
    bool busy_ = false;
    std::uint64_t turn_ = 0;  // answers from before the last close are dropped
    std::string session_;     // the hub's; empty: none
    std::int64_t tested_ms_ = 0;
    std::uint64_t job_ = 0;
    std::vector<wire::JobState> early_;  // events that overtook the answer with the job's number
    QString report_;
    wire::Fault fault_;
};

}  // namespace doorstep::kiosk
