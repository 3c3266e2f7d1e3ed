// The clerk: sign-in (account, PIN, the first time a one-time code), the outbox in plain words, messages, help. Signs a
// clerk in for somebody else's journey too: then it ends when the PIN was right.
#pragma once

#include <array>
#include <optional>

#include <QTimer>
#include <QVariantList>

#include "kiosk/backend/state_table.hpp"
#include "kiosk/journeys/clerk/clerk_mail.hpp"
#include "kiosk/journeys/clerk/readiness_desk.hpp"
#include "kiosk/journeys/clerk/service_desk.hpp"
#include "kiosk/session/journey.hpp"

namespace doorstep::kiosk {

enum class ClerkState {
    Idle,
    Loading,
    Accounts,
    Pin,
    FirstCode,
    FirstPin,
    FirstPinAgain,
    Checking,
    Desk,
    Help,
    Messages,
    Message,
    Readiness,
    ReadinessGlass,
    ServiceCard,
    Service,
    ServiceLevels,
    ServiceTouch,
    ServiceLog,
    ServiceRestart,
    ServiceProof,
    Failed
};
enum class ClerkEvent {
    Begin,
    SignedInAlready,
    Loaded,
    Failed,
    Retry,
    Choose,
    ChooseFirst,
    CodeTyped,
    PinTyped,
    PinsDiffer,
    Check,
    SignedIn,
    SignedInToHelp,
    WrongPin,
    WrongCode,
    Unanswered,  // the first sign-in: the code may be used up all the same
    Back,
    OpenHelp,
    OpenMessages,
    OpenMessage,
    OpenService,
    CardNeeded,
    CardRight,
    OpenLevels,
    OpenTouch,
    OpenLog,
    OpenRestart,
    OpenProof,
    OpenReadiness,
    OpenGlass,
    Leave,
};
using ClerkMove = Move<ClerkState, ClerkEvent>;
inline constexpr std::array clerk_table{
    // clang-format off
    ClerkMove{ClerkState::Idle,          ClerkEvent::Begin,           ClerkState::Loading},
    ClerkMove{ClerkState::Idle,          ClerkEvent::SignedInAlready, ClerkState::Desk},
    ClerkMove{ClerkState::Loading,       ClerkEvent::Loaded,          ClerkState::Accounts},
    ClerkMove{ClerkState::Loading,       ClerkEvent::Failed,          ClerkState::Failed},
    ClerkMove{ClerkState::Loading,       ClerkEvent::Leave,           ClerkState::Idle},
    ClerkMove{ClerkState::Failed,        ClerkEvent::Retry,           ClerkState::Loading},
    ClerkMove{ClerkState::Failed,        ClerkEvent::Leave,           ClerkState::Idle},
    ClerkMove{ClerkState::Accounts,      ClerkEvent::Choose,          ClerkState::Pin},
    ClerkMove{ClerkState::Accounts,      ClerkEvent::ChooseFirst,     ClerkState::FirstCode},
    ClerkMove{ClerkState::Accounts,      ClerkEvent::Leave,           ClerkState::Idle},
    ClerkMove{ClerkState::Pin,           ClerkEvent::Check,           ClerkState::Checking},
    ClerkMove{ClerkState::Pin,           ClerkEvent::Back,            ClerkState::Accounts},
    ClerkMove{ClerkState::Pin,           ClerkEvent::Leave,           ClerkState::Idle},
    ClerkMove{ClerkState::FirstCode,     ClerkEvent::CodeTyped,       ClerkState::FirstPin},
    ClerkMove{ClerkState::FirstCode,     ClerkEvent::Back,            ClerkState::Accounts},
    ClerkMove{ClerkState::FirstCode,     ClerkEvent::Leave,           ClerkState::Idle},
    ClerkMove{ClerkState::FirstPin,      ClerkEvent::PinTyped,        ClerkState::FirstPinAgain},
    ClerkMove{ClerkState::FirstPin,      ClerkEvent::Back,            ClerkState::FirstCode},
    ClerkMove{ClerkState::FirstPin,      ClerkEvent::Leave,           ClerkState::Idle},
    ClerkMove{ClerkState::FirstPinAgain, ClerkEvent::PinsDiffer,      ClerkState::FirstPin},
    ClerkMove{ClerkState::FirstPinAgain, ClerkEvent::Check,           ClerkState::Checking},
    ClerkMove{ClerkState::FirstPinAgain, ClerkEvent::Back,            ClerkState::FirstPin},
    ClerkMove{ClerkState::FirstPinAgain, ClerkEvent::Leave,           ClerkState::Idle},
    ClerkMove{ClerkState::Checking,      ClerkEvent::SignedIn,        ClerkState::Desk},
    ClerkMove{ClerkState::Checking,      ClerkEvent::Unanswered,      ClerkState::Loading},
    ClerkMove{ClerkState::Checking,      ClerkEvent::SignedInToHelp,  ClerkState::Idle},
    ClerkMove{ClerkState::Checking,      ClerkEvent::WrongPin,        ClerkState::Pin},
    ClerkMove{ClerkState::Checking,      ClerkEvent::WrongCode,       ClerkState::FirstCode},
    ClerkMove{ClerkState::Desk,          ClerkEvent::OpenHelp,        ClerkState::Help},
    ClerkMove{ClerkState::Desk,          ClerkEvent::Leave,           ClerkState::Idle},
    ClerkMove{ClerkState::Desk,          ClerkEvent::OpenMessages,    ClerkState::Messages},
    ClerkMove{ClerkState::Desk,          ClerkEvent::OpenService,     ClerkState::Service},
    ClerkMove{ClerkState::Service,       ClerkEvent::Back,            ClerkState::Desk},
    ClerkMove{ClerkState::Service,       ClerkEvent::CardNeeded,      ClerkState::ServiceCard},
    ClerkMove{ClerkState::Service,       ClerkEvent::OpenLevels,      ClerkState::ServiceLevels},
    ClerkMove{ClerkState::Service,       ClerkEvent::OpenTouch,       ClerkState::ServiceTouch},
    ClerkMove{ClerkState::Service,       ClerkEvent::OpenLog,         ClerkState::ServiceLog},
    ClerkMove{ClerkState::Service,       ClerkEvent::OpenRestart,     ClerkState::ServiceRestart},
    ClerkMove{ClerkState::Service,       ClerkEvent::Leave,           ClerkState::Idle},
    ClerkMove{ClerkState::ServiceCard,   ClerkEvent::CardRight,       ClerkState::Service},
    ClerkMove{ClerkState::ServiceCard,   ClerkEvent::Back,            ClerkState::Desk},
    ClerkMove{ClerkState::ServiceCard,   ClerkEvent::Leave,           ClerkState::Idle},
    ClerkMove{ClerkState::ServiceLevels, ClerkEvent::Back,            ClerkState::Service},
    ClerkMove{ClerkState::ServiceLevels, ClerkEvent::Leave,           ClerkState::Idle},
    ClerkMove{ClerkState::ServiceTouch,  ClerkEvent::Back,            ClerkState::Service},
    ClerkMove{ClerkState::ServiceTouch,  ClerkEvent::Leave,           ClerkState::Idle},
    ClerkMove{ClerkState::ServiceLog,    ClerkEvent::Back,            ClerkState::Service},
    ClerkMove{ClerkState::ServiceLog,    ClerkEvent::Leave,           ClerkState::Idle},
    ClerkMove{ClerkState::ServiceRestart, ClerkEvent::Back,           ClerkState::Service},
    ClerkMove{ClerkState::ServiceRestart, ClerkEvent::Leave,          ClerkState::Idle},
    ClerkMove{ClerkState::Service,       ClerkEvent::OpenProof,       ClerkState::ServiceProof},
    ClerkMove{ClerkState::ServiceProof,  ClerkEvent::Back,            ClerkState::Service},
    ClerkMove{ClerkState::ServiceProof,  ClerkEvent::Leave,           ClerkState::Idle},
    ClerkMove{ClerkState::Desk,          ClerkEvent::OpenReadiness,   ClerkState::Readiness},
    ClerkMove{ClerkState::Readiness,     ClerkEvent::OpenGlass,       ClerkState::ReadinessGlass},
    ClerkMove{ClerkState::Readiness,     ClerkEvent::Back,            ClerkState::Desk},
    ClerkMove{ClerkState::Readiness,     ClerkEvent::Leave,           ClerkState::Idle},
    ClerkMove{ClerkState::ReadinessGlass, ClerkEvent::Back,           ClerkState::Readiness},
    ClerkMove{ClerkState::ReadinessGlass, ClerkEvent::Leave,          ClerkState::Idle},
    ClerkMove{ClerkState::Messages,      ClerkEvent::OpenMessage,     ClerkState::Message},
    ClerkMove{ClerkState::Messages,      ClerkEvent::Back,            ClerkState::Desk},
    ClerkMove{ClerkState::Messages,      ClerkEvent::Leave,           ClerkState::Idle},
    ClerkMove{ClerkState::Message,       ClerkEvent::Back,            ClerkState::Messages},
    ClerkMove{ClerkState::Message,       ClerkEvent::Leave,           ClerkState::Idle},
    ClerkMove{ClerkState::Help,          ClerkEvent::Back,            ClerkState::Desk},
    ClerkMove{ClerkState::Help,          ClerkEvent::Leave,           ClerkState::Idle},
    // clang-format on
};

class ClerkController : public Journey {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    // {account, name, needsPin}; closed accounts are left out.
    Q_PROPERTY(QVariantList accounts READ accounts NOTIFY contentChanged)
    Q_PROPERTY(QString accountName READ account_name NOTIFY contentChanged)
    // What is typed now: how many digits, and whether they are enough.
    Q_PROPERTY(QString typed READ typed NOTIFY typedChanged)
    Q_PROPERTY(bool enough READ enough NOTIFY typedChanged)
    Q_PROPERTY(bool pinsDiffer READ pins_differ NOTIFY contentChanged)
    // Outbox: {kind, number, words, when, tries, next}
    Q_PROPERTY(QVariantList items READ items NOTIFY contentChanged)
    Q_PROPERTY(QString queue READ queue NOTIFY contentChanged)
    // The last 14 days: {label, sent, waiting}, oldest first; the most of one day; in words, and each day in words.
    Q_PROPERTY(QVariantList plotDays READ plot_days NOTIFY contentChanged)
    Q_PROPERTY(int plotMost READ plot_most NOTIFY contentChanged)
    Q_PROPERTY(QString plotWords READ plot_words NOTIFY contentChanged)
    Q_PROPERTY(QString plotText READ plot_text NOTIFY contentChanged)
    Q_PROPERTY(QString name READ clerk_name NOTIFY contentChanged)
    // From the township: {id, text, when, unread}, the newest first; how many this clerk has not read.
    Q_PROPERTY(QVariantList messages READ messages NOTIFY contentChanged)
    Q_PROPERTY(int unread READ unread NOTIFY contentChanged)
    // Service mode, for accounts of the role "technician".
    Q_PROPERTY(bool technician READ technician NOTIFY contentChanged)
    Q_PROPERTY(doorstep::kiosk::ServiceDesk* service READ service CONSTANT)
    // Whether the station is ready, for every clerk.
    Q_PROPERTY(doorstep::kiosk::ReadinessDesk* readiness READ readiness CONSTANT)
    // {kind, text}: what became of a new version, of the line's and of a stick's.
    Q_PROPERTY(QVariantList updates READ updates NOTIFY contentChanged)
    // Days without contact that the clerk has to be told of (SECURITY 16); 0: none.
    Q_PROPERTY(int silentDays READ silent_days NOTIFY contentChanged)
    // The message that is open.
    Q_PROPERTY(QStringList paragraphs READ paragraphs NOTIFY contentChanged)
    Q_PROPERTY(QString when READ when NOTIFY contentChanged)
    // Somebody else's journey waits for this sign-in.
    Q_PROPERTY(bool helping READ helping NOTIFY contentChanged)
  public:
    static constexpr int pin_digits = 6;
    static constexpr int code_longest = 12;
    // Nothing touched at the desk for so long signs the clerk out.
    static constexpr int desk_idle_ms = 120'000;

    explicit ClerkController(Desk& desk, QObject* parent = nullptr);
    QString page() const override;
    // Opens the desk.
    void begin() override;
    // Signs in for a journey; signedIn() or gaveUp() follows.
    void begin_helping();
    void forget() override;
    ClerkState state() const { return state_; }
    // Somebody touched screen or keys.
    void touched();

    QVariantList accounts() const;
    QString account_name() const;
    QString typed() const { return typed_; }
    bool enough() const;
    bool pins_differ() const { return pins_differ_; }
    QVariantList items() const;
    QString queue() const;
    QVariantList plot_days() const;
    int plot_most() const;
    QString plot_words() const;
    QString plot_text() const;
    QString clerk_name() const { return desk().clerk.name(); }
    bool technician() const { return desk().clerk.technician(); }
    ServiceDesk* service() { return &service_; }
    ReadinessDesk* readiness() { return &readiness_; }
    QVariantList updates() const;
    int silent_days() const;
    QVariantList messages() const;
    int unread() const { return mail_.unread(); }
    QStringList paragraphs() const { return mail_.text_of(message_).split(QLatin1Char('\n'), Qt::SkipEmptyParts); }
    QString when() const { return mail_.when(message_); }
    bool helping() const { return helping_; }

    Q_INVOKABLE void choose(const QString& account);
    Q_INVOKABLE void type(const QString& digits);
    Q_INVOKABLE void confirm();
    Q_INVOKABLE void back();
    Q_INVOKABLE void retry();
    Q_INVOKABLE void openHelp();
    Q_INVOKABLE void openService();
    // From the desk: practise with made-up persons.
    Q_INVOKABLE void practise();
    // Why it did not begin.
    void practice_failed(const wire::Fault& fault);
    // From service mode.
    Q_INVOKABLE void openLevels() { open_tool(ClerkEvent::OpenLevels); }
    Q_INVOKABLE void openTouchTest();
    Q_INVOKABLE void openLog();
    Q_INVOKABLE void openRestart() { open_tool(ClerkEvent::OpenRestart); }
    Q_INVOKABLE void openProof();
    Q_INVOKABLE void openReadiness();
    // From there: a blank sheet is to be laid on the scanner.
    Q_INVOKABLE void openGlass();
    Q_INVOKABLE void openMessages();
    // It counts as read from then on, also after a restart of the station.
    Q_INVOKABLE void openMessage(const QString& id);
    Q_INVOKABLE void leave();

  signals:
    void typedChanged();
    void signedIn();
    void gaveUp();
    // The clerk at the desk wants to practise.
    void practiceWanted();

  private:
    void happen(ClerkEvent event);
    void start();
    void load_accounts();
    void load_items();
    void enter_desk();
    bool at_desk() const;
    bool in_service() const;
    bool in_readiness() const;
    bool open_tool(ClerkEvent event);
    void check();
    void checked(const wire::Fault& fault);
    void clear_typed();
    ClerkState state_ = ClerkState::Idle;
    bool helping_ = false;
    bool first_ = false;
    std::optional<wire::Fault> unanswered_;  // why the first sign-in had no answer; the list is asked for
    bool pins_differ_ = false;
    wire::Accounts accounts_;
    wire::Items items_;
    ClerkMail mail_;
    ServiceDesk service_;
    ReadinessDesk readiness_;
    QString message_;  // the one that is open
    std::string account_;
    QString typed_;
    QString code_;
    QString pin_;
    QTimer idle_;
};

}  // namespace doorstep::kiosk
