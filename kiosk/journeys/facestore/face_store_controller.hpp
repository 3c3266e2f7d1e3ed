// Keeping the face from now on (with a clerk, a signed sheet and its scan), and taking the consent back. The template
// passes from hub to agent within one step and is wiped; without printer or scanner there is no enrolment today.
#pragma once

#include <array>

#include "kiosk/backend/state_table.hpp"
#include "kiosk/session/consents.hpp"
#include "kiosk/session/draft.hpp"
#include "kiosk/session/journey.hpp"

namespace doorstep::kiosk {

enum class FaceStoreState {
    Idle,
    Unable,    // no printer or no scanner
    Clerk,     // waits for a clerk
    Notice,    // the text that will be signed
    Starting,  // the record is begun
    Stuck,
    Sheet,    // print, sign, scan
    Confirm,  // the clerk: signed by this person
    Capture,  // camera on
    Missed,   // the face could not be taken
    Storing,
    Done,
    WithdrawAsk,
    Withdrawing,
    Withdrawn,
};
enum class FaceStoreEvent {
    Begin,
    BeginUnable,
    BeginSignedIn,
    BeginWithdraw,
    ClerkReady,
    Agree,
    Started,
    Failed,
    Retry,
    ClerkGone,    // the agent was restarted: a clerk signs in again
    RetryRecord,  // the face is stored, its record is not handed in yet
    Scanned,
    Signed,
    NotSigned,
    Captured,
    Missed,
    Again,
    Stored,
    Yes,
    Withdrawn,
    Leave,
};
using FaceStoreMove = Move<FaceStoreState, FaceStoreEvent>;
inline constexpr std::array face_store_table{
    // clang-format off
    FaceStoreMove{FaceStoreState::Idle,        FaceStoreEvent::Begin,         FaceStoreState::Clerk},
    FaceStoreMove{FaceStoreState::Idle,        FaceStoreEvent::BeginUnable,   FaceStoreState::Unable},
    FaceStoreMove{FaceStoreState::Idle,        FaceStoreEvent::BeginSignedIn, FaceStoreState::Notice},
    FaceStoreMove{FaceStoreState::Idle,        FaceStoreEvent::BeginWithdraw, FaceStoreState::WithdrawAsk},
    FaceStoreMove{FaceStoreState::Unable,      FaceStoreEvent::Leave,         FaceStoreState::Idle},
    FaceStoreMove{FaceStoreState::Clerk,       FaceStoreEvent::ClerkReady,    FaceStoreState::Notice},
    FaceStoreMove{FaceStoreState::Clerk,       FaceStoreEvent::Leave,         FaceStoreState::Idle},
    FaceStoreMove{FaceStoreState::Notice,      FaceStoreEvent::Agree,         FaceStoreState::Starting},
    FaceStoreMove{FaceStoreState::Notice,      FaceStoreEvent::Leave,         FaceStoreState::Idle},
    FaceStoreMove{FaceStoreState::Starting,    FaceStoreEvent::Started,       FaceStoreState::Sheet},
    FaceStoreMove{FaceStoreState::Starting,    FaceStoreEvent::Failed,        FaceStoreState::Stuck},
    FaceStoreMove{FaceStoreState::Stuck,       FaceStoreEvent::Retry,         FaceStoreState::Starting},
    FaceStoreMove{FaceStoreState::Stuck,       FaceStoreEvent::ClerkGone,     FaceStoreState::Clerk},
    FaceStoreMove{FaceStoreState::Stuck,       FaceStoreEvent::RetryRecord,   FaceStoreState::Storing},
    FaceStoreMove{FaceStoreState::Stuck,       FaceStoreEvent::Leave,         FaceStoreState::Idle},
    FaceStoreMove{FaceStoreState::Sheet,       FaceStoreEvent::Scanned,       FaceStoreState::Confirm},
    FaceStoreMove{FaceStoreState::Sheet,       FaceStoreEvent::Leave,         FaceStoreState::Idle},
    FaceStoreMove{FaceStoreState::Confirm,     FaceStoreEvent::Signed,        FaceStoreState::Capture},
    FaceStoreMove{FaceStoreState::Confirm,     FaceStoreEvent::NotSigned,     FaceStoreState::Sheet},
    FaceStoreMove{FaceStoreState::Confirm,     FaceStoreEvent::Leave,         FaceStoreState::Idle},
    FaceStoreMove{FaceStoreState::Capture,     FaceStoreEvent::Captured,      FaceStoreState::Storing},
    FaceStoreMove{FaceStoreState::Capture,     FaceStoreEvent::Missed,        FaceStoreState::Missed},
    FaceStoreMove{FaceStoreState::Missed,      FaceStoreEvent::Again,         FaceStoreState::Capture},
    FaceStoreMove{FaceStoreState::Missed,      FaceStoreEvent::Leave,         FaceStoreState::Idle},
    FaceStoreMove{FaceStoreState::Storing,     FaceStoreEvent::Stored,        FaceStoreState::Done},
    FaceStoreMove{FaceStoreState::Storing,     FaceStoreEvent::Failed,        FaceStoreState::Stuck},
    FaceStoreMove{FaceStoreState::Done,        FaceStoreEvent::Leave,         FaceStoreState::Idle},
    FaceStoreMove{FaceStoreState::WithdrawAsk, FaceStoreEvent::Yes,           FaceStoreState::Withdrawing},
    FaceStoreMove{FaceStoreState::WithdrawAsk, FaceStoreEvent::Leave,         FaceStoreState::Idle},
    FaceStoreMove{FaceStoreState::Withdrawing, FaceStoreEvent::Withdrawn,     FaceStoreState::Withdrawn},
    FaceStoreMove{FaceStoreState::Withdrawing, FaceStoreEvent::Failed,        FaceStoreState::WithdrawAsk},
    FaceStoreMove{FaceStoreState::Withdrawn,   FaceStoreEvent::Leave,         FaceStoreState::Idle},
    // clang-format on
};

class FaceStoreController : public Journey {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(QString title READ title NOTIFY contentChanged)
    Q_PROPERTY(QStringList paragraphs READ paragraphs NOTIFY contentChanged)
    // The signed sheet as scanned.
    Q_PROPERTY(QByteArray sheetPicture READ sheet_picture NOTIFY contentChanged)
    Q_PROPERTY(bool scanning READ scanning NOTIFY contentChanged)
    Q_PROPERTY(QByteArray picture READ picture NOTIFY pictureChanged)
    Q_PROPERTY(QString hint READ hint NOTIFY hintChanged)
  public:
    static constexpr std::uint32_t capture_seconds = 10;

    explicit FaceStoreController(Desk& desk, QObject* parent = nullptr);
    QString page() const override;
    void begin() override;
    void begin_withdrawing();
    void forget() override;
    FaceStoreState state() const { return state_; }
    void operator_ready(bool signed_in);

    QString title() const;
    QStringList paragraphs() const;
    QByteArray sheet_picture() const { return sheet_picture_; }
    bool scanning() const { return desk().scanner.scanning(); }
    QByteArray picture() const { return picture_; }
    QString hint() const { return hint_; }

    Q_INVOKABLE void callClerk();
    Q_INVOKABLE void agree();
    Q_INVOKABLE void printSheet();
    Q_INVOKABLE void scanSheet();
    Q_INVOKABLE void signedByPerson();
    Q_INVOKABLE void notSigned();
    Q_INVOKABLE void again();
    Q_INVOKABLE void retry();
    Q_INVOKABLE void withdraw();
    Q_INVOKABLE void leave();

  signals:
    void pictureChanged();
    void hintChanged();

  private:
    void happen(FaceStoreEvent event);
    void fail(FaceStoreEvent event, const wire::Fault& fault);
    void start();
    void sheet_scanned(const wire::ScannedPage& page);
    void capture();
    void captured(const wire::HubReply& reply);
    void store(const wire::Template& face);
    void hand_in();
    void take_back();
    void camera_off();
    void withdrawn_here();

    FaceStoreState state_ = FaceStoreState::Idle;
    Consents consents_;
    Draft draft_;
    std::uint64_t look_ = 0;
    bool stored_ = false;  // in the vault, but the record with the consent is not handed in yet
    QByteArray sheet_picture_;
    QByteArray picture_;
    QString hint_;
};

}  // namespace doorstep::kiosk
