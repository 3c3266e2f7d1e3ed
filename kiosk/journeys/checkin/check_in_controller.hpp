// The journey of a check-in: notice and separate consent, face or clerk, one outcome. The template passes through for
// the length of one call and is wiped; no picture leaves the hub but the preview on the screen.
#pragma once

#include <QVariantList>

#include "kiosk/journeys/checkin/check_in_table.hpp"
#include "kiosk/session/consents.hpp"
#include "kiosk/session/draft.hpp"
#include "kiosk/session/journey.hpp"

namespace doorstep::kiosk {

class CheckInController : public Journey {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(QString title READ title NOTIFY contentChanged)
    Q_PROPERTY(QStringList paragraphs READ paragraphs NOTIFY contentChanged)
    // The camera's picture; empty while it is off.
    Q_PROPERTY(QByteArray picture READ picture NOTIFY pictureChanged)
    Q_PROPERTY(QString hint READ hint NOTIFY hintChanged)
    Q_PROPERTY(bool canTryAgain READ can_try_again NOTIFY contentChanged)
    // {value, text}: why the clerk confirms.
    Q_PROPERTY(QVariantList reasons READ reasons NOTIFY contentChanged)
    Q_PROPERTY(QString reason READ reason NOTIFY contentChanged)
    Q_PROPERTY(bool present READ present NOTIFY contentChanged)
    Q_PROPERTY(bool canConfirm READ can_confirm NOTIFY contentChanged)
    // "14:02"
    Q_PROPERTY(QString when READ when NOTIFY contentChanged)
    // Told to the township by another; the person is not checked in.
    Q_PROPERTY(bool reported READ reported NOTIFY contentChanged)
    Q_PROPERTY(bool lineUp READ line_up NOTIFY contentChanged)
    Q_PROPERTY(QByteArray qr READ qr NOTIFY contentChanged)
  public:
    // So many looks, then only the clerk: a person is not kept in front of a camera.
    static constexpr int most_tries = 3;
    // How long the hub looks in one try.
    static constexpr std::uint32_t look_seconds = 8;
    // Figures of the first model; what is recorded is the band for statistics only.
    static constexpr float same_distance = 0.45F;

    explicit CheckInController(Desk& desk, QObject* parent = nullptr);
    QString page() const override;
    void begin() override;
    void forget() override;
    CheckInState state() const { return state_; }
    // A clerk signed in for this journey, or gave up.
    void operator_ready(bool signed_in);

    QString title() const;
    QStringList paragraphs() const;
    QByteArray picture() const { return picture_; }
    QString hint() const { return hint_; }
    bool can_try_again() const { return tries_ < most_tries; }
    QVariantList reasons() const;
    QString reason() const { return reason_; }
    bool present() const { return present_; }
    bool can_confirm() const { return present_ && !reason_.isEmpty(); }
    QString when() const;
    bool reported() const { return way_ == wire::CheckInOutcome::REPORTED; }
    bool line_up() const { return line_up_; }
    QByteArray qr() const { return qr_; }

    // Somebody is here for a person who cannot come.
    Q_INVOKABLE void sendReport();
    Q_INVOKABLE void agree();
    Q_INVOKABLE void refuse();
    Q_INVOKABLE void toClerk();
    Q_INVOKABLE void enrol();
    Q_INVOKABLE void again();
    Q_INVOKABLE void callClerk();
    Q_INVOKABLE void pickReason(const QString& reason);
    Q_INVOKABLE void setPresent(bool present);
    Q_INVOKABLE void confirm();
    Q_INVOKABLE void printSlip();
    Q_INVOKABLE void retry();
    Q_INVOKABLE void leave();

  signals:
    void pictureChanged();
    void hintChanged();
    // The person wants the face kept from now on.
    void enrolWanted();

  private:
    void happen(CheckInEvent event);
    void start();
    void start_parts();
    void report();
    void look();
    void verify(const wire::AgentReply& reply);
    void looked(const wire::HubReply& reply);
    void missed(const wire::Fault& fault);
    void camera_off();
    void seal(const wire::CheckInOutcome& outcome);
    void seal_failed(const wire::Fault& fault);

    CheckInState state_ = CheckInState::Idle;
    Consents consents_;
    Draft draft_;
    std::string consent_id_;
    bool face_ = false;                                                  // the way that was chosen
    wire::CheckInOutcome::Way way_ = wire::CheckInOutcome::WAY_UNKNOWN;  // of the outcome being sealed
    std::string case_number_;
    int tries_ = 0;
    std::uint64_t look_ = 0;  // an answer of an earlier look is dropped
    wire::CheckInOutcome::Reason why_ = wire::CheckInOutcome::REASON_NONE;
    QByteArray picture_;
    QString hint_;
    QString reason_;
    bool present_ = false;
    std::int64_t when_ms_ = 0;
    bool line_up_ = false;
    QByteArray qr_;
    std::string qr_text_;
};

}  // namespace doorstep::kiosk
