// Coming for somebody else: as what, what one is to that person, whom, why, and the entrustment. Ends with
// Session::act_for; what is handed in afterwards in this visit is that person's business.
#pragma once

#include <QVariantList>

#include "kiosk/journeys/acting/acting_table.hpp"
#include "kiosk/session/journey.hpp"
#include "kiosk/session/typed_number.hpp"

namespace doorstep::kiosk {

class ActingController : public Journey {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    // {value, text, hint} of the question on the page, and what is chosen.
    Q_PROPERTY(QVariantList choices READ choices NOTIFY contentChanged)
    Q_PROPERTY(QString chosen READ chosen NOTIFY contentChanged)
    Q_PROPERTY(QString name READ name NOTIFY contentChanged)
    Q_PROPERTY(QString number READ number NOTIFY contentChanged)
    // What is wrong with what was chosen or typed; empty when nothing.
    Q_PROPERTY(QString error READ error NOTIFY contentChanged)
    // The entrustment: its text, whether it is here, and whether it was signed by hand or by thumb.
    Q_PROPERTY(QStringList paragraphs READ paragraphs NOTIFY contentChanged)
    Q_PROPERTY(bool sheetHere READ sheet_here NOTIFY contentChanged)
    Q_PROPERTY(bool thumb READ thumb NOTIFY contentChanged)
    Q_PROPERTY(bool scanning READ scanning NOTIFY contentChanged)
    Q_PROPERTY(bool canPrint READ can_print NOTIFY contentChanged)
    Q_PROPERTY(bool canScan READ can_scan NOTIFY contentChanged)
  public:
    explicit ActingController(Desk& desk, QObject* parent = nullptr);
    QString page() const override;
    void begin() override;
    void forget() override;
    ActingState state() const { return state_; }

    QVariantList choices() const;
    QString chosen() const;
    QString name() const { return name_; }
    QString number() const { return number_; }
    QString error() const;
    QStringList paragraphs() const;
    bool sheet_here() const { return acting_.has_sheet(); }
    bool thumb() const { return thumb_; }
    bool scanning() const { return desk().scanner.scanning(); }
    bool can_print() const { return desk().printer.usable(); }
    bool can_scan() const { return desk().scanner.usable(); }

    Q_INVOKABLE void choose(const QString& value);
    Q_INVOKABLE void enterName(const QString& name) { name_ = name; }
    Q_INVOKABLE void enterNumber(const QString& number) { number_ = number; }
    Q_INVOKABLE void setThumb(bool thumb);
    Q_INVOKABLE void printSheet();
    Q_INVOKABLE void scanSheet();
    Q_INVOKABLE void next();
    Q_INVOKABLE void back();
    Q_INVOKABLE void leave();

  private:
    enum class Wrong { Nothing, NoChoice, NoName, OwnNumber };
    void happen(ActingEvent event);
    void next_choice(ActingEvent event);
    void as_chosen();
    void number_typed();
    void sheet_scanned(const wire::ScannedPage& page);
    void record(wire::Consent::Answer answer, wire::Consent::How how);
    void done();

    ActingState state_ = ActingState::Idle;
    ActingFor acting_;
    std::string as_;
    QString name_;
    QString number_;
    Wrong wrong_ = Wrong::Nothing;
    NumberTrouble trouble_ = NumberTrouble::Nothing;
    bool thumb_ = false;
};

}  // namespace doorstep::kiosk
