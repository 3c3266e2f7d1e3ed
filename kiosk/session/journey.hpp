// What every journey shares: the desk it works at, its page, a fault on the page. One controller a journey; QML shows
// what it says and decides nothing. Thread-bound to the Qt thread.
#pragma once

#include <memory>

#include <QtQml/qqmlregistration.h>
#include <QObject>

#include "forms/notices.hpp"
#include "forms/scheme_library.hpp"
#include "forms/work_calendar.hpp"
#include "kiosk/session/language.hpp"
#include "kiosk/session/operator.hpp"
#include "kiosk/session/print_desk.hpp"
#include "kiosk/session/scan_desk.hpp"
#include "kiosk/session/session.hpp"
#include "kiosk/session/voice_desk.hpp"
#include "papers/papers.hpp"

namespace doorstep::kiosk {

// All that journeys work with; made once by the application and outlives them.
struct Desk {
    Session& session;
    Operator& clerk;
    PrintDesk& printer;
    ScanDesk& scanner;
    VoiceDesk& microphone;
    Language& language;
    const forms::Notices& notices;
    const forms::SchemeLibrary& schemes;
    forms::NoticeParties parties;  // the station's own words on papers and notices
    bool roll_paper = false;       // for receipts, while the printer has not said what it prints on
    // For the days of deadlines. Without holiday tables all of them are provisional.
    forms::WorkCalendar calendar = {};

    // The notice in the language of the screen; an unknown id is logged and empty.
    forms::ShownNotice show(const std::string& id) const;
    // Its paragraphs, for a page.
    QStringList paragraphs(const std::string& id) const;
    // Who issues a paper, in the language of the screen.
    // Papers of an exercise say so.
    papers::Issuer issuer() const {
        return {parties.station, parties.township, parties.hotline, language.text(), session.training()};
    }
    // What receipts and slips are laid out for: the printer's own paper.
    papers::Paper paper() const;
    // The township's words to a case or to a complaint's number, on paper.
    void print_answer(const std::string& number, std::int64_t township_ms, const std::string& text) const;
};

class Journey : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("base of the journeys")
    // "apply/review": which page to show.
    Q_PROPERTY(QString page READ page NOTIFY pageChanged)
    // Goes up with each step: also the same page with other content is shown anew.
    Q_PROPERTY(int step READ step NOTIFY pageChanged)
    // Something is under way; the page shows a calm wait.
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)
    Q_PROPERTY(QString fault READ fault_text NOTIFY faultChanged)
    Q_PROPERTY(QString faultHelp READ fault_help NOTIFY faultChanged)
  public:
    Journey(Desk& desk, QObject* parent);
    virtual QString page() const = 0;
    int step() const { return step_; }
    bool busy() const { return busy_; }
    QString fault_text() const;
    QString fault_help() const;
    const wire::Fault& fault() const { return fault_; }
    // The journey begins for the person of the open session.
    virtual void begin() = 0;
    // The visit is over: forget everything of it.
    virtual void forget() = 0;

  signals:
    void pageChanged();
    void busyChanged();
    void faultChanged();
    // Texts of C++ must be made again (language), or content changed within the page.
    void contentChanged();
    // Back to the home page; the visit goes on.
    void left();
    // A clerk must sign in before this goes on; operatorReady() follows.
    void clerkNeeded();

  protected:
    Desk& desk() const { return desk_; }
    void set_fault(const wire::Fault& fault);
    void clear_fault() { set_fault({}); }
    void set_busy(bool busy);
    void show_page();

  private:
    Desk& desk_;
    wire::Fault fault_;
    bool busy_ = false;
    int step_ = 0;
};

}  // namespace doorstep::kiosk
