// The person's own cases with their state in plain words, as the township last said; letters about one (a question, the
// application taken back, a correction, the answer to a hearing notice), and what the township answers on paper.
// The code of a receipt finds the case among them.
#pragma once

#include <array>

#include <QTimer>
#include <QVariantList>

#include "kiosk/backend/state_table.hpp"
#include "kiosk/journeys/mycase/case_talk.hpp"
#include "kiosk/journeys/mycase/receipt_code.hpp"
#include "kiosk/session/letter_journey.hpp"

namespace doorstep::kiosk {

enum class MyCaseState { Idle, Loading, Shown, Scanning, Other, Writing, Papers, Sending, Sent, Failed };
enum class MyCaseEvent {
    Begin,
    Loaded,
    Failed,
    Retry,
    Scan,  // the code of a receipt is waited for
    Scanned,
    WriteOther,  // for another, about a case that is not shown
    Write,
    AddPapers,
    Send,
    Sent,
    SendFailed,   // the words are kept: send them again
    UnknownCase,  // of another, by a number that is not that one's
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
    MyCaseMove{MyCaseState::Shown,   MyCaseEvent::Write,      MyCaseState::Writing},
    MyCaseMove{MyCaseState::Shown,   MyCaseEvent::Scan,       MyCaseState::Scanning},
    MyCaseMove{MyCaseState::Shown,   MyCaseEvent::Leave,      MyCaseState::Idle},
    MyCaseMove{MyCaseState::Scanning, MyCaseEvent::Scanned,   MyCaseState::Shown},
    MyCaseMove{MyCaseState::Scanning, MyCaseEvent::Back,      MyCaseState::Shown},
    MyCaseMove{MyCaseState::Scanning, MyCaseEvent::Leave,     MyCaseState::Idle},
    MyCaseMove{MyCaseState::Shown,   MyCaseEvent::WriteOther, MyCaseState::Other},
    MyCaseMove{MyCaseState::Other,   MyCaseEvent::Write,      MyCaseState::Writing},
    MyCaseMove{MyCaseState::Other,   MyCaseEvent::Back,       MyCaseState::Shown},
    MyCaseMove{MyCaseState::Other,   MyCaseEvent::Leave,      MyCaseState::Idle},
    MyCaseMove{MyCaseState::Writing, MyCaseEvent::AddPapers,  MyCaseState::Papers},
    MyCaseMove{MyCaseState::Writing, MyCaseEvent::Send,       MyCaseState::Sending},
    MyCaseMove{MyCaseState::Writing, MyCaseEvent::Back,       MyCaseState::Shown},
    MyCaseMove{MyCaseState::Writing, MyCaseEvent::Leave,      MyCaseState::Idle},
    MyCaseMove{MyCaseState::Papers,  MyCaseEvent::Send,       MyCaseState::Sending},
    MyCaseMove{MyCaseState::Papers,  MyCaseEvent::Back,       MyCaseState::Writing},
    MyCaseMove{MyCaseState::Papers,  MyCaseEvent::Leave,      MyCaseState::Idle},
    MyCaseMove{MyCaseState::Sending, MyCaseEvent::Sent,       MyCaseState::Sent},
    MyCaseMove{MyCaseState::Sending, MyCaseEvent::SendFailed, MyCaseState::Writing},
    MyCaseMove{MyCaseState::Sending, MyCaseEvent::UnknownCase, MyCaseState::Other},
    MyCaseMove{MyCaseState::Sent,    MyCaseEvent::Back,       MyCaseState::Loading},
    MyCaseMove{MyCaseState::Sent,    MyCaseEvent::Leave,      MyCaseState::Idle},
    MyCaseMove{MyCaseState::Failed,  MyCaseEvent::Retry,      MyCaseState::Loading},
    MyCaseMove{MyCaseState::Failed,  MyCaseEvent::Leave,      MyCaseState::Idle},
    // clang-format on
};

class MyCaseController : public LetterJourney {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    // {number, kind, scheme, state, sent, note, when, earlier, steps, next, dues, noDays, talk, undecided,
    // withdrawing}; steps: {text, term, when, now}, oldest first; dues: {what, by, rule, note, passed}, the soonest
    // first; talk: {when, mark, text, answer, hearing}, oldest first, `answer` -1 for a letter of the person's
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
    // Somebody is here for another: only what was handed in here for that one is shown, and about any other case of
    // that one letters are taken by its number: which letter ("ask", "correct", "hearing", "withdraw", "keep").
    Q_PROPERTY(bool forAnother READ for_another NOTIFY contentChanged)
    Q_PROPERTY(QString otherChoice READ other_choice NOTIFY contentChanged)
    Q_PROPERTY(QString otherNumber READ other_number NOTIFY wordsChanged)
    // The letter that is being written: about which case (as printed), its words, what is wrong with it; of an answer
    // to a hearing notice: "comes", "cannot-come", "words", "voice", and when and where it is.
    Q_PROPERTY(QString letterNumber READ letter_number NOTIFY contentChanged)
    Q_PROPERTY(QString error READ error NOTIFY contentChanged)
    Q_PROPERTY(QString hearing READ hearing NOTIFY contentChanged)
    Q_PROPERTY(QString hearingAnswer READ hearing_answer NOTIFY contentChanged)
    // What was handed in, and what happens now.
    Q_PROPERTY(QString sentTitle READ sent_title NOTIFY contentChanged)
    Q_PROPERTY(QString sentText READ sent_text NOTIFY contentChanged)
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
    bool for_another() const { return desk().session.acting().has_value(); }
    QString other_choice() const { return other_choice_; }
    QString other_number() const { return other_number_; }
    QString letter_number() const;
    QString error() const;
    QString hearing() const { return hearing_; }
    QString hearing_answer() const { return hearing_answer_; }
    QString sent_title() const;
    QString sent_text() const;
    bool code_helps() const;
    bool only_one() const { return !only_.empty(); }
    QString stray_code() const;
    Q_INVOKABLE void retry();
    Q_INVOKABLE void lookElsewhere();
    Q_INVOKABLE void readCode();
    Q_INVOKABLE void showAll();
    // Letters about the how-maniest case: a question; the application taken back, and kept after all; a correction; an
    // answer to the hearing that its how-maniest answer announces.
    Q_INVOKABLE void ask(int index);
    Q_INVOKABLE void withdraw(int index);
    Q_INVOKABLE void keep(int index);
    Q_INVOKABLE void correct(int index);
    Q_INVOKABLE void answerHearing(int index, int answer);
    Q_INVOKABLE void openOther();
    Q_INVOKABLE void chooseOther(const QString& choice);
    Q_INVOKABLE void typeOther(const QString& number);
    Q_INVOKABLE void writeOther();
    Q_INVOKABLE void chooseAnswer(const QString& answer);
    Q_INVOKABLE void addPapers();
    Q_INVOKABLE void send();
    Q_INVOKABLE void back();
    // Of what was handed in just now.
    Q_INVOKABLE void printReceipt();
    // That answer of the how-maniest case, on paper; again whenever it is wanted.
    Q_INVOKABLE void printAnswer(int index, int answer);
    // The person would rather apply.
    Q_INVOKABLE void apply();
    Q_INVOKABLE void leave();

  signals:
    void applyWanted();

  private:
    void happen(MyCaseEvent event);
    void load();
    void ask_for_cases();
    void cases_came(const wire::AgentReply& reply);
    void code_was_read(const ReadCode& code);
    std::vector<const wire::CaseInfo*> shown_cases() const;
    const wire::CaseInfo* shown_case(int index) const;
    void begin_letter(int index, wire::SubmissionKind kind);
    forms::Letter written() const;
    bool at_papers() const override { return state_ == MyCaseState::Papers; }
    bool at_microphone() const override { return state_ == MyCaseState::Writing && speaks(); }
    // The answer to a hearing is said, not written.
    bool speaks() const { return hearing_answer_ == QLatin1String("voice"); }
    bool is_whole() const;
    void sent(const wire::Fault& fault);
    void forget_letter();
    QVariantMap shown_words(const wire::CaseInfo& one, std::int64_t now_ms) const;
    MyCaseState state_ = MyCaseState::Idle;
    wire::Cases cases_;
    QTimer look_again_;  // while the township is being asked
    std::string only_;   // case number of the receipt that was read
    enum class Stray { No, NoReceipt, NotOwn };
    Stray stray_ = Stray::No;
    ReceiptCode code_;
    QString hearing_;  // when and where
    std::string hearing_id_;
    QString hearing_answer_;
    QString other_choice_;
    QString other_number_;     // as typed
    bool incomplete_ = false;  // was to be sent and lacked something
    bool stranger_ = false;    // the agent knows no such case of that person
};

}  // namespace doorstep::kiosk
