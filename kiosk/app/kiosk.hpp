// The app behind the pages: which page is shown, who is here, which journey runs, what the status line says. Decides no
// journey's steps; those are the controllers'. Thread-bound to the Qt thread.
#pragma once

#include <memory>

#include <QtQml/qqmlregistration.h>
#include <QMap>
#include <QObject>
#include <QUrl>

#include "kiosk/app/comfort.hpp"
#include "kiosk/app/device_teller.hpp"
#include "kiosk/app/new_schemes.hpp"
#include "kiosk/app/resting_tests.hpp"
#include "kiosk/app/settings.hpp"
#include "kiosk/app/station_levels.hpp"
#include "kiosk/journeys/acting/acting_controller.hpp"
#include "kiosk/journeys/apply/apply_controller.hpp"
#include "kiosk/journeys/checkin/check_in_controller.hpp"
#include "kiosk/journeys/clerk/clerk_controller.hpp"
#include "kiosk/journeys/complaint/complaint_controller.hpp"
#include "kiosk/journeys/enrolment/setup_controller.hpp"
#include "kiosk/journeys/facestore/face_store_controller.hpp"
#include "kiosk/journeys/identity/identity_controller.hpp"
#include "kiosk/journeys/mycase/my_case_controller.hpp"
#include "kiosk/journeys/notices/notices_controller.hpp"
#include "kiosk/session/training.hpp"
#include "kiosk/speech/speaker.hpp"

namespace doorstep::kiosk {

class Kiosk : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by main()")
    Q_PROPERTY(doorstep::kiosk::Session* session READ session CONSTANT)
    Q_PROPERTY(doorstep::kiosk::Operator* clerk READ clerk CONSTANT)
    Q_PROPERTY(doorstep::kiosk::PrintDesk* printer READ printer CONSTANT)
    Q_PROPERTY(doorstep::kiosk::Language* language READ language CONSTANT)
    Q_PROPERTY(doorstep::kiosk::Comfort* comfort READ comfort CONSTANT)
    Q_PROPERTY(doorstep::kiosk::Speaker* speaker READ speaker CONSTANT)
    Q_PROPERTY(doorstep::kiosk::Training* training READ training CONSTANT)
    // "home", "apply/review" …
    Q_PROPERTY(QString page READ page NOTIFY pageChanged)
    // The page's file, and the controller it gets as `journey`; null at home.
    Q_PROPERTY(QUrl source READ source NOTIFY pageChanged)
    Q_PROPERTY(QObject* journey READ journey NOTIFY pageChanged)
    // Goes up whenever a page is shown anew, also the same with other content.
    Q_PROPERTY(int turn READ turn NOTIFY pageChanged)
    Q_PROPERTY(QString station READ station CONSTANT)
    Q_PROPERTY(bool lineUp READ line_up NOTIFY statusChanged)
    Q_PROPERTY(QString lineWords READ line_words NOTIFY statusChanged)
    // What is missing of the devices, in words; empty when all is there.
    Q_PROPERTY(QStringList deviceWords READ device_words NOTIFY statusChanged)
    // A fault of reading a card while the home page was shown.
    Q_PROPERTY(QString homeFault READ home_fault NOTIFY statusChanged)
    Q_PROPERTY(QString homeFaultHelp READ home_fault_help NOTIFY statusChanged)
    Q_PROPERTY(bool faceKept READ face_kept NOTIFY statusChanged)
    // The township is not heard for so long that what is known of people here is locked: whole days, and whom to call.
    // 0: it is not so. Taking in goes on (SECURITY 16).
    Q_PROPERTY(int silentDays READ silent_days NOTIFY statusChanged)
    // It tests itself, by itself; what a touch ends.
    Q_PROPERTY(bool testing READ testing NOTIFY statusChanged)
    Q_PROPERTY(QString hotline READ hotline CONSTANT)
    Q_PROPERTY(QString township READ township CONSTANT)
  public:
    // `hub_address` and `agent_address` as socket_address() gives them.
    Kiosk(const Settings& settings, const std::string& hub_address, const std::string& agent_address,
          forms::SchemeLibrary schemes, forms::Notices notices, forms::WorkCalendar calendar = {},
          QObject* parent = nullptr);
    ~Kiosk() override;

    Session* session() { return &session_; }
    Operator* clerk() { return &clerk_; }
    PrintDesk* printer() { return &printer_; }
    VoiceDesk* microphone() { return &microphone_; }
    Language* language() { return &language_; }
    Comfort* comfort() { return &comfort_; }
    Training* training() { return &training_; }
    // Mute until it is given a voice.
    Speaker* speaker() { return &speaker_; }
    QString page() const;
    QUrl source() const;
    QObject* journey() const {
        return current_ == nullptr && setting_up() ? static_cast<QObject*>(setup_.get()) : current_;
    }
    int turn() const { return turn_; }
    QString station() const { return QString::fromStdString(settings_.parties.station); }
    bool line_up() const { return agent_.up() && agent_.status().line_up(); }
    QString line_words() const;
    QStringList device_words() const;
    QString home_fault() const;
    QString home_fault_help() const;
    // Shown to who brought the card, not to who knows a number.
    bool face_kept() const { return session_.is_open() && !session_.typed() && session_.person().face_enrolled; }
    // The township has put this station out of use (revoked): one page says so and nothing else is reached, until the
    // agent says otherwise.
    bool out_of_use() const { return out_of_use_; }
    // This machine is no station yet: the pages of setting it up stand in place of home.
    bool setting_up() const { return setup_ && setup_->active(); }
    int silent_days() const { return agent_.status().locked() ? static_cast<int>(agent_.status().silent_days()) : 0; }
    bool testing() const { return resting_tests_.testing(); }
    QString hotline() const { return QString::fromStdString(settings_.parties.hotline); }
    QString township() const { return QString::fromStdString(settings_.parties.township); }
    // The controllers by the first word of their pages' ids.
    QMap<QString, Journey*> journeys();
    const forms::SchemeLibrary& schemes() const { return schemes_; }
    HubLink& hub() { return hub_; }
    AgentLink& agent() { return agent_; }
    // Somebody touched screen or keys.
    void touched();

    Q_INVOKABLE void openApply();
    Q_INVOKABLE void openCheckIn();
    Q_INVOKABLE void openMyCase();
    // What everybody may read: needs no card and opens no visit.
    Q_INVOKABLE void openNotices();
    // Needs no card either, and no clerk: a visit of its own when nobody's is open.
    Q_INVOKABLE void openComplaint();
    Q_INVOKABLE void openWithdraw();
    // The person of the open visit comes for somebody else, or for himself again.
    Q_INVOKABLE void openActing();
    Q_INVOKABLE void actForOneself();
    Q_INVOKABLE void openClerk();
    // "Ask the clerk" on a person's page.
    Q_INVOKABLE void help();
    Q_INVOKABLE void finish();

  signals:
    void pageChanged();
    void statusChanged();
    // A personal visit is over: time for a fresh process.
    void visitEnded();

  private:
    void watch(Journey& journey);
    void show(Journey* journey);
    void want(Journey& journey, bool may_type);
    void has_left(Journey& journey);
    void begin_wanted();
    void clerk_signs_in();
    void clerk_is_done(bool signed_in);
    void visit_ended();
    void forget_all();
    void covered();
    void agent_said();
    void say_training();
    void take_out_of_use();
    bool nobody_here() const;
    void begin_setup();

    Settings settings_;
    forms::SchemeLibrary schemes_;
    forms::Notices notices_;
    HubLink hub_;
    AgentLink agent_;
    NewSchemes new_schemes_;
    StationLevels levels_;
    Session session_;
    Operator clerk_;
    Training training_;
    PrintDesk printer_;
    ScanDesk scanner_;
    VoiceDesk microphone_;
    Language language_;
    Comfort comfort_;
    Speaker speaker_;
    Desk desk_;
    IdentityController identity_;
    ActingController acting_;
    NoticesController notices_here_;
    ApplyController apply_;
    CheckInController check_in_;
    FaceStoreController face_store_;
    MyCaseController my_case_;
    ComplaintController complaint_;
    ClerkController clerk_desk_;
    // Null: the station is set up.
    std::unique_ptr<SetupController> setup_;
    Journey* current_ = nullptr;  // whose page is shown; null: home
    Journey* wanted_ = nullptr;   // begins when the person is known
    Journey* waiting_ = nullptr;  // waits for a clerk's sign-in
    bool clerk_here_ = false;     // the clerk's sign-in pages lie over waiting_
    bool withdrawing_ = false;
    bool out_of_use_ = false;
    wire::Fault home_fault_;
    int turn_ = 0;
    DeviceTeller device_teller_;
    RestingTests resting_tests_;  // last: it asks who is here
};

}  // namespace doorstep::kiosk
