// A complaint or an objection: sealed past the clerk, with or without a name, answered to whoever holds its receipt.
#pragma once

#include <QVariantList>

#include "forms/remedies.hpp"
#include "kiosk/journeys/complaint/complaint_table.hpp"
#include "kiosk/session/letter_journey.hpp"

namespace doorstep::kiosk {

class ComplaintController : public LetterJourney {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    // "decision", "treatment", "listing"; empty: not chosen yet.
    Q_PROPERTY(QString about READ about NOTIFY contentChanged)
    // A card lies here, so that there is a name to leave out; it is left out.
    Q_PROPERTY(bool mayNameless READ may_nameless NOTIFY contentChanged)
    Q_PROPERTY(bool nameless READ nameless NOTIFY contentChanged)
    Q_PROPERTY(QString caseNumber READ case_number NOTIFY wordsChanged)
    Q_PROPERTY(QString error READ error NOTIFY contentChanged)
    Q_PROPERTY(QString caseError READ case_error NOTIFY contentChanged)
    // What the law gives, with its articles.
    Q_PROPERTY(QStringList terms READ terms NOTIFY contentChanged)
    // Of what was handed in.
    Q_PROPERTY(QString number READ number NOTIFY contentChanged)
    // Asked for by its number: typed so far; what became of it, and each answer as {when, text}.
    Q_PROPERTY(QString asked READ asked NOTIFY wordsChanged)
    Q_PROPERTY(QString told READ told NOTIFY contentChanged)
    Q_PROPERTY(QVariantList answers READ answers NOTIFY contentChanged)
  public:
    // Characters; more fits on a page that is scanned.
    static constexpr int longest_words = 500;

    explicit ComplaintController(Desk& desk, QObject* parent = nullptr);
    QString page() const override;
    void begin() override;
    void forget() override;
    ComplaintState state() const { return state_; }

    QString about() const { return about_; }
    bool may_nameless() const { return has_card(); }
    bool nameless() const { return nameless_ || !has_card(); }
    QString case_number() const { return case_number_; }
    QString error() const;
    QString case_error() const;
    QStringList terms() const;
    QString number() const;
    QString asked() const { return asked_; }
    QString told() const;
    QVariantList answers() const;

    Q_INVOKABLE void choose(const QString& about);
    Q_INVOKABLE void setNameless(bool nameless);
    Q_INVOKABLE void next();
    Q_INVOKABLE void writeCase(const QString& number);
    Q_INVOKABLE void addPapers();
    Q_INVOKABLE void send();
    // The receipt, or an answer, on paper.
    Q_INVOKABLE void printReceipt();
    Q_INVOKABLE void printAnswer(int answer);
    Q_INVOKABLE void lookUp();
    Q_INVOKABLE void typeNumber(const QString& number);
    Q_INVOKABLE void ask();
    Q_INVOKABLE void back();
    Q_INVOKABLE void leave();

  private:
    void happen(ComplaintEvent event);
    bool at_papers() const override { return state_ == ComplaintState::Papers; }
    bool has_card() const;
    bool is_whole() const;
    void sent(const wire::Fault& fault);
    void answered(const wire::AgentReply& reply);
    void forget_words();
    ComplaintState state_ = ComplaintState::Idle;
    forms::Remedies remedies_;
    QString about_;
    bool nameless_ = false;
    QString case_number_;      // as typed
    bool incomplete_ = false;  // was to go on and lacked something
    QString asked_;            // as typed
    wire::ComplaintInfo info_;
};

}  // namespace doorstep::kiosk
