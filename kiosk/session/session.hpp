// The visit of one person: opened by a card laid down or a typed identity, ended by finish, idle, another card or the
// grace time after the card was lifted (SECURITY 23). Owns the tokens of hub and agent and the person's card fields;
// nothing of them outlives the visit. Thread-bound to the Qt thread.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QTimer>

#include "kiosk/backend/agent_link.hpp"
#include "kiosk/backend/hub_link.hpp"
#include "kiosk/session/acting.hpp"
#include "kiosk/session/session_table.hpp"

namespace doorstep::kiosk {

// All waits of a visit, in milliseconds.
struct SessionDelays {
    int grace = 120'000;       // card lifted: lay it back or finish
    int idle = 90'000;         // nothing touched: ask
    int idle_answer = 30'000;  // no answer: end
    int other_card = 60'000;   // no answer whose visit it is: end
    int suspended = 120'000;   // a clerk walked away
    int papers = 90'000;       // papers still in the printer
    int take_away = 20'000;    // reminder of card and papers
    int patience = 20'000;     // hub or agent are starting again
    int again = 300;           // between two tries meanwhile
    int training = 180'000;    // nobody touches an exercise in which nobody is here: it ends
};

// A person at the kiosk.
struct Person {
    wire::CardFields card;
    bool on_roster = false;
    bool face_enrolled = false;
    bool without_card = false;  // for one complaint: nobody is named, `card` is empty
    std::vector<wire::DraftInfo> drafts;
};

class Session : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    // A person is here; also while something is asked.
    Q_PROPERTY(bool open READ is_open NOTIFY changed)
    Q_PROPERTY(bool opening READ is_opening NOTIFY changed)
    Q_PROPERTY(bool suspended READ is_suspended NOTIFY changed)
    // The card is not on the reader any more: the form goes on for secondsLeft.
    Q_PROPERTY(bool cardLifted READ card_lifted NOTIFY changed)
    // A card of an earlier visit still lies there; it opens nothing.
    Q_PROPERTY(bool cardLeft READ card_left NOTIFY changed)
    // "王＊＊"
    Q_PROPERTY(QString maskedName READ masked_name NOTIFY changed)
    // For whom the person came, the same way; empty: for himself.
    Q_PROPERTY(QString actingName READ acting_name NOTIFY changed)
    Q_PROPERTY(bool typed READ typed NOTIFY changed)
    Q_PROPERTY(bool expired READ expired NOTIFY changed)
    // A clerk practises: whoever is here is made up, no card is read, nothing is kept.
    Q_PROPERTY(bool training READ training NOTIFY changed)
    // What is asked over the page: "", "idle", "other-card", "ending", "take-away", "training-card".
    Q_PROPERTY(QString question READ question NOTIFY changed)
    Q_PROPERTY(int secondsLeft READ seconds_left NOTIFY secondsLeftChanged)
  public:
    Session(HubLink& hub, AgentLink& agent, SessionDelays delays = {}, QObject* parent = nullptr);
    ~Session() override;

    SessionState state() const { return state_; }
    bool is_open() const { return state_ != SessionState::Closed && state_ != SessionState::Opening; }
    bool is_opening() const { return state_ == SessionState::Opening; }
    bool is_suspended() const { return state_ == SessionState::Suspended; }
    bool card_lifted() const { return state_ == SessionState::Lifted && person_.card.read_from_chip(); }
    bool card_left() const { return state_ == SessionState::Closed && card_present_; }
    QString masked_name() const;
    bool typed() const { return is_open() && !without_card() && !person_.card.read_from_chip(); }
    bool without_card() const { return person_.without_card; }
    bool training() const { return training_; }
    bool expired() const { return person_.card.expired(); }
    QString question() const;
    int seconds_left() const;
    const Person& person() const { return person_; }
    // The person acts for somebody else from now on, or for himself again.
    void act_for(std::optional<ActingFor> acting);
    const std::optional<ActingFor>& acting() const { return acting_; }
    QString acting_name() const;
    // Whose business it is: what forms and papers are filled in with.
    const wire::CardFields& subject() const { return acting_ ? acting_->about : person_.card; }
    // Asked of the loudspeaker: whether the page that shows was read to the person, who so heard what is agreed to.
    bool page_read() const { return page_read_ && page_read_(); }
    void set_page_read(std::function<bool()> asked) { page_read_ = std::move(asked); }
    void set_face_enrolled(bool enrolled) { person_.face_enrolled = enrolled; }
    // A draft was begun in this visit; or is gone: handed in or thrown away.
    void draft_begun(const wire::DraftInfo& info) { person_.drafts.push_back(info); }
    void draft_gone(const std::string& id);
    HubLink& hub() { return hub_; }
    AgentLink& agent() { return agent_; }
    const std::string& hub_token() const { return hub_token_; }

    // Fills in the session's token; builds one request.
    using BuildAgent = std::function<void(wire::AgentRequest&, const std::string& session)>;
    using BuildHub = std::function<void(wire::HubRequest&, const std::string& session)>;
    // Asks the agent in this person's name. While the agent is starting again the person is opened anew and the request
    // repeated, for at most SessionDelays.patience: requests to the agent have the effect of once.
    void ask_agent(BuildAgent build, std::int64_t deadline_ms, QObject* context, AgentLink::Answer answer);
    // Asks the hub within this person's hub session; repeated once, when the hub did not know the session any more.
    void ask_hub(BuildHub build, std::int64_t deadline_ms, QObject* context, HubLink::Answer answer);

    // Opens a visit without a card; the card is marked "not read". The number has been checked.
    void open_typed(const std::string& name, const std::string& number);
    // Opens a visit for a complaint, without card and name (SECURITY 23). Nothing else begins in it.
    void open_without_card();
    // An exercise begins. Until leave_training() no card is read, not even to see whose it is: one that is laid down is
    // asked about ("training-card"). Does nothing while somebody is here.
    void enter_training();
    // It is over: a visit in it ends at once, without papers or questions. Emits ended().
    void leave_training();
    // Opens a visit of a made-up person, as if that one's card lay on the reader. Only in an exercise.
    void open_made_up(const wire::CardFields& card);
    // Papers of this visit are in the printer (finish waits for them) or out.
    void set_papers_waiting(bool waiting);
    // While true a card laid down opens nothing (a clerk is at the desk).
    void set_blocked(bool blocked) { blocked_ = blocked; }
    // Number of the last card laid down. A process that takes over is told it: a card laid down since opens a visit,
    // one that lay there already does not. Nothing: how the card lies at the first look opens nothing.
    std::uint64_t laying() const { return laying_; }
    void set_last_laying(std::optional<std::uint64_t> laying) { last_laying_ = laying; }
    // Somebody touched screen or keys.
    void touched();

    // Finish was pressed.
    Q_INVOKABLE void finish();
    // Answers of the question over the page: "go-on", "end", "clerk".
    Q_INVOKABLE void answer(const QString& id);
    // A clerk comes to help: the person's pages are hidden until clerkDone.
    Q_INVOKABLE void clerkComes();
    Q_INVOKABLE void clerkDone();

  signals:
    void changed();
    void secondsLeftChanged();
    // A person is here now; pages may greet.
    void opened();
    void openFailed(const doorstep::wire::Fault& fault);
    // The visit is over and forgotten.
    void ended();
    // The card was lifted: face steps stop at once.
    void lifted();
    // The question was answered with "a clerk is helping".
    void clerkWanted();
    // The question about a real card was answered: the exercise is to end.
    void trainingEndWanted();
    // The agent knows of no exercise any more.
    void trainingGone();

  private:
    void happen(SessionEvent event);
    void enter(SessionState from);
    void entered(SessionState from);
    void on_card(const wire::CardEvent& event);
    void card_in_training(bool laid);
    void began_to_look(bool was_present);
    void laid_down();
    void look_whose();
    void read_card();
    void card_was_read(const wire::HubReply& reply);
    void whose_was_read(const wire::HubReply& reply);
    void adopt(const wire::CardFields& card);
    void open_person();
    void name_person(wire::OpenPerson& request) const;
    void take_person(const wire::PersonOpened& opened);
    void open_hub_session(std::function<void(const wire::Fault&)> then);
    void close_hub_session(const std::string& token);
    void close_person(const std::string& token);
    void fail(const wire::Fault& fault);
    void forget();
    void wipe_acting();
    void wait(int milliseconds);
    void tick();
    void renew_person();
    void try_agent(BuildAgent build, std::int64_t deadline_ms, QObject* context, AgentLink::Answer answer,
                   std::int64_t give_up_at);
    void try_hub(BuildHub build, std::int64_t deadline_ms, QObject* context, HubLink::Answer answer, bool again);
    void try_open(std::int64_t give_up_at);

    HubLink& hub_;
    AgentLink& agent_;
    SessionDelays delays_;
    SessionState state_ = SessionState::Closed;
    Person person_;
    std::optional<ActingFor> acting_;
    std::function<bool()> page_read_;
    std::string hub_token_;
    std::string agent_token_;
    std::vector<std::function<void(const wire::Fault&)>> hub_waiting_;  // for the hub session that is being opened
    bool renewing_ = false;                                             // the person is being opened anew at the agent
    bool card_present_ = false;
    bool reading_ = false;          // one read at a time
    bool read_again_ = false;       // the card was moved meanwhile: what is being read is of before
    std::int64_t grace_until_ = 0;  // end of the grace time, monotonic; 0: the card lies there
    std::uint64_t laying_ = 0;
    std::optional<std::uint64_t> last_laying_;
    std::uint64_t visit_ = 0;  // answers of an earlier visit are dropped
    bool papers_waiting_ = false;
    bool papers_given_ = false;
    bool blocked_ = false;
    bool training_ = false;
    bool card_refused_ = false;  // a real card was laid down in an exercise, and that is asked about
    QTimer wait_;
    QTimer idle_;
    QTimer second_;
};

}  // namespace doorstep::kiosk
