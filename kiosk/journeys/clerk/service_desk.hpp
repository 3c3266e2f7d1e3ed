// What a technician does at the station (service mode): the devices with their states, the self-test, its report on
// paper; light and sound that last, the log, all processes anew. Each act is noted by the agent in the audit chain
// before it is done; without that it is not done. Thread-bound to the Qt thread.
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QVariantList>

#include "kiosk/backend/self_test.hpp"
#include "kiosk/journeys/clerk/desk_print.hpp"
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
    // The account has a card, and the agent wants it on the reader: readCard().
    Q_PROPERTY(bool cardWanted READ card_wanted NOTIFY changed)
    // Percent; -1: this station has no such device.
    Q_PROPERTY(int screenPercent READ screen_percent NOTIFY changed)
    Q_PROPERTY(int speakerPercent READ speaker_percent NOTIFY changed)
    // {process, lines}: the last lines that each process logged, masked, the newest first.
    Q_PROPERTY(QVariantList logs READ logs NOTIFY changed)
    // What runs here, proved by the station's signature: as a picture (PNG) and its text; empty: not asked for yet.
    Q_PROPERTY(QByteArray proof READ proof NOTIFY changed)
    Q_PROPERTY(QString proofText READ proof_text NOTIFY changed)
    // {station, version, rootHash, when} of it; rootHash is empty where no image runs.
    Q_PROPERTY(QVariantMap proved READ proved NOTIFY changed)
    // Asked for; this process ends with the others.
    Q_PROPERTY(bool restarting READ restarting NOTIFY changed)
    // Why the last act was not done, and what now; empty when all is well.
    Q_PROPERTY(QString fault READ fault NOTIFY changed)
    Q_PROPERTY(QString faultHelp READ fault_help NOTIFY changed)
  public:
    // What one touch changes light or sound by, and how dark the screen may get.
    static constexpr int level_step = 10;
    static constexpr int darkest = 20;
    static constexpr int full = 100;
    // Nobody has restarted anything within that time: it is told.
    static constexpr int restart_ms = 30'000;
    // Of each process; who needs more asks the journal.
    static constexpr int most_log_lines = 40;
    explicit ServiceDesk(Desk& desk, QObject* parent = nullptr);
    // Opens a clerk's session at the hub, once the agent has noted it.
    void open();
    // Ends that session; what was found is forgotten.
    void close();
    bool is_open() const { return open_; }

    QVariantList devices() const;
    bool busy() const { return busy_; }
    QString tested() const;
    QString report() const { return print_.state(); }
    QString fault() const;
    QString fault_help() const;
    Q_INVOKABLE void selfTest();
    Q_INVOKABLE void printReport();
    bool card_wanted() const { return card_wanted_; }
    // A card was read since the last call: this process may still hold what stands on it.
    bool take_held_card() { return std::exchange(held_card_, false); }
    // The card on the reader, for open().
    Q_INVOKABLE void readCard();
    int screen_percent() const { return percent(wire::Device::SCREEN); }
    int speaker_percent() const { return percent(wire::Device::SPEAKER); }
    // One step up (1) or down (-1); kept by the agent for this station and set by StationLevels.
    Q_INVOKABLE void changeScreen(int steps) { change(wire::Device::SCREEN, steps, darkest); }
    Q_INVOKABLE void changeSpeaker(int steps) { change(wire::Device::SPEAKER, steps, 0); }
    QVariantList logs() const { return logs_; }
    Q_INVOKABLE void readLogs();
    bool restarting() const { return restarting_; }
    Q_INVOKABLE void restart();
    // The touch test begins: noted.
    Q_INVOKABLE void testTouch();
    // Each cross was touched; the farthest touch was that many millimetres beside. The agent keeps the worst of a test.
    Q_INVOKABLE void touchMeasured(double millimetres);
    QByteArray proof() const { return proof_; }
    QString proof_text() const { return QString::fromStdString(attestation_.qr_text()); }
    QVariantMap proved() const;
    // Has the agent sign what runs here; it notes that itself.
    Q_INVOKABLE void prove();

  signals:
    void changed();
    // The agent has noted that it is open; or wants the technician's card first.
    void opened();
    void cardNeeded();

  private:
    // Does it once the agent has noted the act, unless the desk was closed meanwhile.
    void act(const wire::ServiceAct& act, std::function<void()> then);
    void act(wire::ServiceAct::Act act, std::function<void()> then);
    void enter(const std::string& card_number);
    void done();
    int percent(wire::Device::Class device) const;
    void change(wire::Device::Class device, int steps, int least);
    void ask_agent_log();
    void ask_hub_log();
    void add_log(const char* process, const std::vector<std::string>& lines);
    void open_session(std::function<void()> then);
    void print();
    void fail(const wire::Fault& fault);
    std::vector<std::string> lines() const;

    Desk& desk_;
    bool open_ = false;
    bool busy_ = false;
    std::uint64_t turn_ = 0;  // answers from before the last close are dropped
    std::string session_;     // the hub's; empty: none
    bool card_wanted_ = false;
    bool held_card_ = false;
    bool restarting_ = false;
    QVariantList logs_;
    std::int64_t tested_ms_ = 0;
    int touch_off_ = 0;  // tenths of a millimetre, as told in this touch test
    wire::Attestation attestation_;
    QByteArray proof_;
    SelfTest test_;
    DeskPrint print_;
    wire::Fault fault_;
};

}  // namespace doorstep::kiosk
