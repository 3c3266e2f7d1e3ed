// Is this station ready? The last self-test in rows, one sentence each of what to do; a test now, a look at the
// scanner's glass, and all of it on one sheet. Any clerk may. The agent judges and keeps (KeepSelfTest). Thread-bound
// to the Qt thread.
#pragma once

#include <optional>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QVariantList>

#include "kiosk/backend/self_test.hpp"
#include "kiosk/journeys/clerk/desk_print.hpp"
#include "kiosk/session/journey.hpp"

namespace doorstep::kiosk {

class ReadinessDesk : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the clerk's controller")
    // A self-test was kept.
    Q_PROPERTY(bool known READ known NOTIFY changed)
    // It was asked whether there is one.
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    // "For support: 1. Not known: 3."
    Q_PROPERTY(QString summary READ summary NOTIFY changed)
    // Rows that want something done.
    Q_PROPERTY(int wanted READ wanted NOTIFY changed)
    // "14:02, by itself, as every day"
    Q_PROPERTY(QString tested READ tested NOTIFY changed)
    // {name, value, state, stateWords, help}, the most urgent first. state: "call", "look", "unknown", "told", "good"
    Q_PROPERTY(QVariantList rows READ rows NOTIFY changed)
    // {name, width, marks: [{from, width}], words}: dirty places across each glass, millimetres from its left edge.
    Q_PROPERTY(QVariantList glasses READ glasses NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    // What is under way; empty: nothing.
    Q_PROPERTY(QString progress READ progress NOTIFY changed)
    // What became of the sheet: "", "printing", "printed".
    Q_PROPERTY(QString sheet READ sheet NOTIFY changed)
    // Why the last act was not done, and what now; empty when all is well.
    Q_PROPERTY(QString fault READ fault NOTIFY changed)
    Q_PROPERTY(QString faultHelp READ fault_help NOTIFY changed)
    // The glass was to be looked at and no blank sheet lay there.
    Q_PROPERTY(bool sheetMissing READ sheet_missing NOTIFY changed)
  public:
    explicit ReadinessDesk(Desk& desk, QObject* parent = nullptr);
    // Asks the agent for the last record.
    void load();
    // What runs is ended, what was found is forgotten.
    void forget();
    // What runs is ended: its page was left.
    void leave();

    bool known() const { return record_.has_value(); }
    bool loaded() const { return loaded_; }
    QString summary() const;
    int wanted() const;
    QString tested() const;
    QVariantList rows() const;
    QVariantList glasses() const;
    bool busy() const { return test_.running(); }
    QString progress() const;
    QString sheet() const { return print_.state(); }
    QString fault() const;
    QString fault_help() const;
    bool sheet_missing() const { return sheet_missing_; }

    Q_INVOKABLE void test();
    // "flatbed" or "feeder", with a blank sheet on it; glassLooked() follows, or a fault.
    Q_INVOKABLE void lookAtGlass(const QString& source);
    Q_INVOKABLE void print();

  signals:
    void changed();
    // The glass was looked at and the record is kept.
    void glassLooked();

  private:
    void begin(std::optional<wire::Scan::Source> glass);
    void fail(const wire::Fault& fault);

    Desk& desk_;
    SelfTest test_;
    DeskPrint print_;
    std::uint64_t turn_ = 0;  // answers from before the last forget() are dropped
    bool loaded_ = false;
    bool looks_at_glass_ = false;
    bool sheet_missing_ = false;
    std::optional<wire::SelfTestRecord> record_;
    wire::Fault fault_;
};

}  // namespace doorstep::kiosk
