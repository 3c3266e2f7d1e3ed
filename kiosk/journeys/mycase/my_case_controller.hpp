// The person's own cases with their state in plain words, as the township last said; a question about one, and the
// answer on paper. The code of a receipt finds the case among them.
#pragma once

#include <array>

#include <QTimer>
#include <QVariantList>

#include "kiosk/backend/state_table.hpp"
#include "kiosk/journeys/mycase/case_talk.hpp"
#include "kiosk/journeys/mycase/receipt_code.hpp"
#include "kiosk/session/draft.hpp"
#include "kiosk/session/journey.hpp"

namespace doorstep::kiosk {

enum class MyCaseState { Idle, Loading, Shown, Scanning, Asking, Sending, Asked, Failed };
enum class MyCaseEvent {
    Begin,
    Loaded,
    Failed,
    Retry,
    Scan,  // the code of a receipt is waited for
    Scanned,
    Ask,
    Send,
    Sent,
    SendFailed,  // the words are kept: send them again
    Back,
    Leave,
};
using MyCaseMove = Move<MyCaseState, MyCaseEvent>;
inline constexpr std::array my_case_table{
    // clang-format off
    MyCaseMove{MyCaseState::Idle,    MyCaseEvent::Begin,      MyCaseState::Loading},
    MyCaseMove{MyCaseState::Loading, MyCaseEvent::Loaded,     MyCaseState::Shown},
    MyCaseMove{MyCaseState::Loading, MyCaseEvent::Failed,     MyCaseState::Failed},
    MyCaseMove{MyCaseState::Loading, MyCaseEvent::Leave,      MyCaseState::Idle},
    MyCaseMove{MyCaseState::Shown,   MyCaseEvent::Retry,      MyCaseState::Loading},
    MyCaseMove{MyCaseState::Shown,   MyCaseEvent::Ask,        MyCaseState::Asking},
    MyCaseMove{MyCaseState::Shown,   MyCaseEvent::Scan,       MyCaseState::Scanning},
    MyCaseMove{MyCaseState::Shown,   MyCaseEvent::Leave,      MyCaseState::Idle},
    MyCaseMove{MyCaseState::Scanning, MyCaseEvent::Scanned,   MyCaseState::Shown},
    MyCaseMove{MyCaseState::Scanning, MyCaseEvent::Back,      MyCaseState::Shown},
    MyCaseMove{MyCaseState::Scanning, MyCaseEvent::Leave,     MyCaseState::Idle},
    MyCaseMove{MyCaseState::Asking,  MyCaseEvent::Send,       MyCaseState::Sending},
    MyCaseMove{MyCaseState::Asking,  MyCaseEvent::Back,       MyCaseState::Shown},
    MyCaseMove{MyCaseState::Asking,  MyCaseEvent::Leave,      MyCaseState::Idle},
    MyCaseMove{MyCaseState::Sending, MyCaseEvent::Sent,       MyCaseState::Asked},
    MyCaseMove{MyCaseState::Sending, MyCaseEvent::SendFailed, MyCaseState::Asking},
    MyCaseMove{MyCaseState::Asked,   MyCaseEvent::Back,       MyCaseState::Loading},
    MyCaseMove{MyCaseState::Asked,   MyCaseEvent::Leave,      MyCaseState::Idle},
    MyCaseMove{MyCaseState::Failed,  MyCaseEvent::Retry,      MyCaseState::Loading},
    MyCaseMove{MyCaseState::Failed,  MyCaseEvent::Leave,      MyCaseState::Idle},
    // clang-format on
};

class MyCaseController : public Journey {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    // {number, kind, scheme, state, sent, note, when, earlier, steps, next, dues, noDays, talk}; steps: {text, term,
    // when, now}, oldest first; dues: {what, by, rule, note, passed}, the soonest first; talk: {when, text, answer},
    // oldest first, `answer` -1 for a question
    Q_PROPERTY(QVariantList cases READ cases NOTIFY contentChanged)
    Q_PROPERTY(bool empty READ empty NOTIFY contentChanged)
    // "As of 14:02"
    Q_PROPERTY(QString asOf READ as_of NOTIFY contentChanged)
    // Cases of other stations: asked of the township with the card (SECURITY 6), by itself when none is known here.
    Q_PROPERTY(bool lookingElsewhere READ looking_elsewhere NOTIFY contentChanged)
    Q_PROPERTY(bool mayLookElsewhere READ may_look_elsewhere NOTIFY contentChanged)
    // What came of it, in words; empty: not asked, or answered with cases.
    Q_PROPERTY(QString elsewhere READ elsewhere NOTIFY contentChanged)
    // Several cases, and a reader for the code of a receipt.
    Q_PROPERTY(bool codeHelps READ code_helps NOTIFY contentChanged)
    // Of several only the one of the receipt is shown.
    Q_PROPERTY(bool onlyOne READ only_one NOTIFY contentChanged)
    // What the code that was read was not; empty: it was the receipt of a case, or none was read.
    Q_PROPERTY(QString strayCode READ stray_code NOTIFY contentChanged)
    // The question that is being written: about which case (as printed), its words, what is wrong with them.
    Q_PROPERTY(QString askedNumber READ asked_number NOTIFY contentChanged)
    Q_PROPERTY(QString question READ question NOTIFY questionChanged)
    Q_PROPERTY(int longestQuestion READ longest CONSTANT)
    Q_PROPERTY(QString error READ error NOTIFY contentChanged)
    // Sent while the line is up; else it waits here.
    Q_PROPERTY(bool lineUp READ line_up NOTIFY contentChanged)
  public:
    explicit MyCaseController(Desk& desk, QObject* parent = nullptr);
    QString page() const override;
    void begin() override;
    void forget() override;
    MyCaseState state() const { return state_; }
    QVariantList cases() const;
    bool empty() const { return state_ == MyCaseState::Shown && cases_.cases().empty() && !looking_elsewhere(); }
    bool looking_elsewhere() const { return cases_.asking() == wire::ASKING; }
    bool may_look_elsewhere() const;
    QString elsewhere() const;
    QString as_of() const;
    QString asked_number() const;
    QString question() const { return question_; }
    static int longest() { return longest_question; }
    QString error() const;
    bool line_up() const { return line_up_; }
    bool code_helps() const;
    bool only_one() const { return !only_.empty(); }
    QString stray_code() const;
    Q_INVOKABLE void retry();
    Q_INVOKABLE void lookElsewhere();
    Q_INVOKABLE void readCode();
    Q_INVOKABLE void showAll();
    // The person asks something about the how-maniest case.
    Q_INVOKABLE void ask(int index);
    Q_INVOKABLE void write(const QString& words);
    Q_INVOKABLE void send();
    Q_INVOKABLE void back();
    // That answer of the how-maniest case, on paper; again whenever it is wanted.
    Q_INVOKABLE void printAnswer(int index, int answer);
    // The person would rather apply.
    Q_INVOKABLE void apply();
    Q_INVOKABLE void leave();

  signals:
    void applyWanted();
    void questionChanged();

  private:
    void happen(MyCaseEvent event);
    void load();
    void ask_for_cases();
    void cases_came(const wire::AgentReply& reply);
    void code_was_read(const ReadCode& code);
    std::vector<const wire::CaseInfo*> shown_cases() const;
    const wire::CaseInfo* shown_case(int index) const;
    void put_question();
    void hand_in();
    void send_failed(const wire::Fault& fault);
    void forget_question();
    QVariantMap shown_words(const wire::CaseInfo& one, std::int64_t now_ms) const;
    MyCaseState state_ = MyCaseState::Idle;
    wire::Cases cases_;
    QTimer look_again_;  // while the township is being asked
    std::string only_;   // case number of the receipt that was read
    enum class Stray { No, NoReceipt, NotOwn };
    Stray stray_ = Stray::No;
    ReceiptCode code_;
    Draft draft_;
    std::string asked_case_;
    QString question_;
    QString put_;  // the words that the draft holds
    bool nothing_written_ = false;
    bool line_up_ = false;
};

}  // namespace doorstep::kiosk
