#include "kiosk/session/session.hpp"

#include <algorithm>
#include <utility>

#include "base/clock.hpp"
#include "base/masking.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::kiosk {

namespace {

bool gone(const wire::Fault& fault) {
    return fault.code() == wire::FAULT_UNAVAILABLE || fault.code() == wire::FAULT_TIMEOUT;
}

// A card was laid down a moment ago: none now means that it was lifted too early.
wire::Fault opening_fault(const wire::Fault& fault) {
    switch (fault.code()) {
        case wire::FAULT_NONE:
            return fault_of(wire::FAULT_CARD_UNREADABLE);
        case wire::FAULT_CARD_NONE:
            return fault_of(wire::FAULT_CARD_REMOVED);
        default:
            return fault;
    }
}

// A read that ended so says nothing about whose card lies there: it was lifted, or hub or reader are starting again.
bool says_nothing(const wire::Fault& fault) {
    switch (fault.code()) {
        case wire::FAULT_CARD_NONE:
        case wire::FAULT_CARD_REMOVED:
        case wire::FAULT_READER_MISSING:
        case wire::FAULT_READER_SILENT:
        case wire::FAULT_BUSY:
        case wire::FAULT_CANCELLED:
        case wire::FAULT_NO_SESSION:
            return true;
        default:
            return gone(fault);
    }
}

}  // namespace

Session::Session(HubLink& hub, AgentLink& agent, SessionDelays delays, QObject* parent)
    : QObject(parent), hub_(hub), agent_(agent), delays_(delays) {
    wait_.setSingleShot(true);
    idle_.setSingleShot(true);
    connect(&wait_, &QTimer::timeout, this, [this] { happen(SessionEvent::TimeOver); });
    connect(&idle_, &QTimer::timeout, this, [this] {
        if (state_ == SessionState::Open || state_ == SessionState::Lifted) {
            happen(SessionEvent::Idle);
        }
    });
    connect(&second_, &QTimer::timeout, this, &Session::tick);
    connect(&hub_, &HubLink::card, this, &Session::on_card);
    connect(&hub_, &HubLink::restarted, this, [this] {
        hub_token_.clear();
        if (is_open()) {
            open_hub_session([](const wire::Fault&) {});
        }
    });
    connect(&agent_, &AgentLink::restarted, this, &Session::renew_person);
}

Session::~Session() {
    forget();
}

QString Session::masked_name() const {
    return QString::fromStdString(mask_name(person_.card.name()));
}

void Session::act_for(std::optional<ActingFor> acting) {
    wipe_acting();
    acting_ = std::move(acting);
    emit changed();
}

void Session::wipe_acting() {
    if (acting_) {
        wipe(*acting_->about.mutable_name());
        wipe(*acting_->about.mutable_number());
        acting_.reset();
    }
}

QString Session::acting_name() const {
    return acting_ ? QString::fromStdString(mask_name(acting_->about.name())) : QString();
}

QString Session::question() const {
    if (card_refused_) {
        return QStringLiteral("training-card");
    }
    switch (state_) {
        case SessionState::IdleAsk:
            return QStringLiteral("idle");
        case SessionState::OtherCard:
            return QStringLiteral("other-card");
        case SessionState::Ending:
            return QStringLiteral("ending");
        case SessionState::TakeAway:
            return QStringLiteral("take-away");
        default:
            return {};
    }
}

int Session::seconds_left() const {
    return wait_.isActive() ? (wait_.remainingTime() + 999) / 1000 : 0;
}

void Session::tick() {
    emit secondsLeftChanged();
}

void Session::wait(int milliseconds) {
    wait_.start(milliseconds);
    second_.start(1000);
}

void Session::happen(SessionEvent event) {
    const auto from = state_;
    if (event == SessionEvent::Opened || event == SessionEvent::SameCard || event == SessionEvent::ClerkDone) {
        grace_until_ = 0;  // nothing else begins the grace time anew: no answer to a question lengthens it
    }
    state_ = next_state<SessionState, SessionEvent>(session_table, "session", from, event,
                                                    is_open() ? SessionState::Ending : SessionState::Closed);
    enter(from);
}

// What a state does when it is entered; staying in it does nothing.
void Session::enter(SessionState from) {
    if (from == state_) {
        return;
    }
    wait_.stop();
    second_.stop();
    switch (state_) {
        case SessionState::Closed:
            if (from != SessionState::Opening) {
                forget();
                emit changed();
                emit ended();
                return;
            }
            break;
        case SessionState::Opening:
            break;
        case SessionState::Open:
            idle_.start(delays_.idle);
            break;
        case SessionState::Lifted:
            if (!idle_.isActive()) {
                idle_.start(delays_.idle);
            }
            if (person_.card.read_from_chip()) {
                const auto now = monotonic_milliseconds();
                grace_until_ = grace_until_ == 0 ? now + delays_.grace : grace_until_;
                wait(static_cast<int>(std::max<std::int64_t>(grace_until_ - now, 0)));
                emit lifted();
            }
            break;
        case SessionState::OtherCard:
            wait(delays_.other_card);
            emit lifted();
            break;
        case SessionState::IdleAsk:
            wait(delays_.idle_answer);
            break;
        case SessionState::Suspended:
            wait(delays_.suspended);
            break;
        case SessionState::Ending:
            wait(delays_.papers);
            break;
        case SessionState::TakeAway:
            wait(delays_.take_away);
            break;
    }
    entered(from);
}

// What follows once everybody knows the new state.
void Session::entered(SessionState from) {
    emit changed();
    if (state_ == SessionState::Open) {
        if (from == SessionState::Opening) {
            emit opened();
            if (std::exchange(read_again_, false) && card_present_) {
                look_whose();
            }
        }
        if (state_ == SessionState::Open && !card_present_ && !training_ && person_.card.read_from_chip()) {
            happen(SessionEvent::CardLifted);
        }
    } else if (state_ == SessionState::Ending && !papers_waiting_) {
        happen(SessionEvent::PapersOut);
    } else if (state_ == SessionState::TakeAway && (training_ || !card_present_) && !papers_given_) {
        happen(SessionEvent::CardAway);
    }
}

// ---- the card -----------------------------------------------------------------------------------------------------

void Session::on_card(const wire::CardEvent& event) {
    const bool was_present = std::exchange(card_present_, event.present());
    const bool laid = std::exchange(laying_, event.laying()) != event.laying();
    if (training_) {
        card_in_training(laid && !event.at_watch());
    } else if (event.at_watch()) {
        began_to_look(was_present);
    } else if (event.present()) {
        if (laid) {
            laid_down();
        } else if (!was_present) {
            look_whose();  // the hub was started again and has found what lies there
        }
    } else if (state_ == SessionState::OtherCard || (state_ == SessionState::Open && person_.card.read_from_chip())) {
        happen(SessionEvent::CardLifted);
    } else if (state_ == SessionState::TakeAway && !papers_given_) {
        happen(SessionEvent::CardAway);
    }
    emit changed();
}

// A real person in an exercise would be one whose application is lost: the card is not read, and it is said why.
void Session::card_in_training(bool laid) {
    card_refused_ = card_present_ && (card_refused_ || laid);
}

// How things were when we began to look, or look again after the hub was restarted: a card that lay there already opens
// nothing; within a visit it may have been changed for another meanwhile.
void Session::began_to_look(bool was_present) {
    const auto last = std::exchange(last_laying_, std::nullopt);
    if (card_present_ && state_ == SessionState::Closed) {
        if (last && laying_ > *last) {
            laid_down();  // while the processes changed
        }
    } else if (card_present_ && person_.card.read_from_chip()) {
        look_whose();
    } else if (!card_present_ && was_present && state_ == SessionState::Open && person_.card.read_from_chip()) {
        happen(SessionEvent::CardLifted);
    }
}

void Session::laid_down() {
    if (state_ == SessionState::Closed) {
        if (!blocked_) {
            happen(SessionEvent::CardLaid);
            read_card();
        }
    } else if (state_ == SessionState::Opening) {
        read_again_ = true;
    } else {
        look_whose();
    }
}

// While a clerk signs in or the visit ends a card opens nothing and is not looked at.
void Session::look_whose() {
    if (state_ == SessionState::Open || state_ == SessionState::Lifted || state_ == SessionState::OtherCard ||
        state_ == SessionState::IdleAsk) {
        read_card();
    }
}

void Session::open_hub_session(std::function<void(const wire::Fault&)> then) {
    if (!hub_token_.empty()) {
        then({});
        return;
    }
    hub_waiting_.push_back(std::move(then));
    if (hub_waiting_.size() > 1) {
        return;  // one is on its way; two would be one too many for the hub
    }
    wire::HubRequest request;
    request.mutable_open_session();
    hub_.ask(request, hub_.delays().quick, this, [this, visit = visit_](const wire::HubReply& reply) {
        if (visit != visit_) {
            close_hub_session(reply.session().token());  // of a visit that ended meanwhile
            return;
        }
        hub_token_ = reply.session().token();
        for (const auto& waits : std::exchange(hub_waiting_, {})) {
            waits(reply.fault());
        }
    });
}

void Session::close_hub_session(const std::string& token) {
    if (!token.empty()) {
        wire::HubRequest request;
        request.mutable_close_session()->set_session(token);
        hub_.ask(request, hub_.delays().quick, this, [](const wire::HubReply&) {});
    }
}

void Session::close_person(const std::string& token) {
    if (!token.empty()) {
        wire::AgentRequest request;
        request.mutable_close_person()->set_session(token);
        agent_.ask(request, agent_.delays().quick, this, [](const wire::AgentReply&) {});
    }
}

void Session::read_card() {
    if (reading_) {
        read_again_ = true;
        return;
    }
    reading_ = true;
    read_again_ = false;
    ask_hub([](wire::HubRequest& request,
               const std::string& session) { request.mutable_read_card()->set_session(session); },
            hub_.delays().read_card, this,
            [this](const wire::HubReply& reply) {
                reading_ = false;
                if (read_again_ && card_present_) {
                    read_card();  // this one is of before the card was moved
                } else {
                    card_was_read(reply);
                }
            });
}

void Session::card_was_read(const wire::HubReply& reply) {
    const bool known = reply.has_card() && !reply.card().card().number().empty();
    if (state_ != SessionState::Opening) {
        whose_was_read(reply);
    } else if (known) {
        person_.card = reply.card().card();
        person_.card.set_read_from_chip(true);
        open_person();
    } else {
        fail(opening_fault(reply.fault()));
    }
}

// Within a visit: is it the person's own card?
void Session::whose_was_read(const wire::HubReply& reply) {
    if (!is_open() || state_ == SessionState::Suspended || state_ == SessionState::Ending ||
        state_ == SessionState::TakeAway || says_nothing(reply.fault())) {
        return;
    }
    const bool known = reply.has_card() && !reply.card().card().number().empty();
    if (known && reply.card().card().number() == person_.card.number()) {
        adopt(reply.card().card());
        happen(SessionEvent::SameCard);
    } else if (known || person_.card.read_from_chip()) {
        // A card that lies there and does not read is not the person's as far as anybody knows.
        happen(SessionEvent::Another);
    }
}

// Who began by typing has the card after all: from now on what stands on it counts, and what needs it opens.
void Session::adopt(const wire::CardFields& card) {
    if (person_.card.read_from_chip()) {
        return;
    }
    person_.card = card;
    person_.card.set_read_from_chip(true);
    close_person(agent_token_);
    renew_person();
}

void Session::open_typed(const std::string& name, const std::string& number) {
    if (state_ != SessionState::Closed) {
        return;
    }
    happen(SessionEvent::Typed);
    person_.card.Clear();
    person_.card.set_variant(wire::CardFields::CITIZEN);
    person_.card.set_name(name);
    person_.card.set_number(number);
    person_.card.set_read_from_chip(false);
    // Scanner, camera and printer want a hub session as well; without the hub the visit begins all the same.
    open_hub_session([](const wire::Fault&) {});
    open_person();
}

void Session::open_without_card() {
    if (state_ != SessionState::Closed) {
        return;
    }
    happen(SessionEvent::Typed);
    person_ = {};
    person_.without_card = true;
    open_hub_session([](const wire::Fault&) {});
    open_person();
}

void Session::enter_training() {
    if (state_ == SessionState::Closed && !training_) {
        training_ = true;
        emit changed();
    }
}

void Session::leave_training() {
    if (!training_) {
        return;
    }
    training_ = false;
    card_refused_ = false;
    wait_.stop();
    second_.stop();
    state_ = SessionState::Closed;
    forget();
    emit changed();
    emit ended();
}

void Session::open_made_up(const wire::CardFields& card) {
    if (state_ != SessionState::Closed || !training_) {
        return;
    }
    happen(SessionEvent::Typed);
    person_.card = card;
    person_.card.set_read_from_chip(true);
    open_hub_session([](const wire::Fault&) {});
    open_person();
}

void Session::name_person(wire::OpenPerson& request) const {
    request.set_training(training_);
    if (person_.without_card) {
        request.set_without_card(true);
    } else {
        *request.mutable_card() = person_.card;
    }
}

void Session::open_person() {
    try_open(monotonic_milliseconds() + delays_.patience);
}

void Session::try_open(std::int64_t give_up_at) {
    wire::AgentRequest request;
    name_person(*request.mutable_open_person());
    agent_.ask(request, agent_.delays().quick, this, [this, visit = visit_, give_up_at](const wire::AgentReply& reply) {
        if (visit != visit_ || state_ != SessionState::Opening) {
            close_person(reply.person().session());
            return;
        }
        if (gone(reply.fault()) && monotonic_milliseconds() < give_up_at) {
            QTimer::singleShot(delays_.again, this, [this, visit, give_up_at] {
                if (visit == visit_ && state_ == SessionState::Opening) {
                    try_open(give_up_at);
                }
            });
            return;
        }
        if (!reply.has_person()) {
            fail(reply.fault());
            return;
        }
        take_person(reply.person());
        happen(SessionEvent::Opened);
    });
}

void Session::take_person(const wire::PersonOpened& opened) {
    agent_token_ = opened.session();
    person_.on_roster = opened.on_roster();
    person_.face_enrolled = opened.face_enrolled();
    person_.drafts.assign(opened.drafts().begin(), opened.drafts().end());
}

// The agent was restarted: the person is opened anew, the visit goes on.
void Session::renew_person() {
    agent_token_.clear();
    if (!is_open() || renewing_) {
        return;
    }
    renewing_ = true;
    wire::AgentRequest request;
    name_person(*request.mutable_open_person());
    agent_.ask(request, agent_.delays().quick, this, [this, visit = visit_](const wire::AgentReply& reply) {
        if (visit != visit_) {
            close_person(reply.person().session());
            return;
        }
        renewing_ = false;
        if (reply.has_person()) {
            take_person(reply.person());
            emit changed();
        } else if (reply.fault().code() == wire::FAULT_TRAINING_OVER) {
            emit trainingGone();
        }
    });
}

void Session::draft_gone(const std::string& id) {
    std::erase_if(person_.drafts, [&](const wire::DraftInfo& draft) { return draft.id() == id; });
}

void Session::fail(const wire::Fault& fault) {
    const wire::Fault kept = fault;
    const bool laid_again = read_again_ && card_present_;
    forget();
    happen(SessionEvent::OpenFailed);
    if (laid_again) {
        laid_down();  // it was moved while it was read: the next try needs no hand
    } else {
        emit openFailed(kept);
        if (kept.code() == wire::FAULT_TRAINING_OVER) {
            emit trainingGone();
        }
    }
}

// Nothing of the person outlives the visit: tokens are given back, fields overwritten.
void Session::forget() {
    ++visit_;
    close_hub_session(hub_token_);
    close_person(agent_token_);
    hub_token_.clear();
    agent_token_.clear();
    auto& card = person_.card;
    for (auto* text : {card.mutable_name(), card.mutable_number(), card.mutable_address(), card.mutable_birth(),
                       card.mutable_english_name(), card.mutable_pass_number(), card.mutable_chip_serial()}) {
        wipe(*text);
    }
    person_ = {};
    wipe_acting();
    hub_waiting_.clear();
    renewing_ = false;
    reading_ = false;
    read_again_ = false;
    grace_until_ = 0;
    papers_waiting_ = false;
    papers_given_ = false;
    idle_.stop();
}

// ---- asking in the person's name ----------------------------------------------------------------------------------

void Session::ask_agent(BuildAgent build, std::int64_t deadline_ms, QObject* context, AgentLink::Answer answer) {
    try_agent(std::move(build), deadline_ms, context, std::move(answer), monotonic_milliseconds() + delays_.patience);
}

void Session::try_agent(BuildAgent build, std::int64_t deadline_ms, QObject* context, AgentLink::Answer answer,
                        std::int64_t give_up_at) {
    wire::AgentRequest request;
    build(request, agent_token_);
    agent_.ask(request, deadline_ms, context,
               [this, visit = visit_, used = agent_token_, build = std::move(build), deadline_ms, context,
                answer = std::move(answer), give_up_at](const wire::AgentReply& reply) {
                   if (visit != visit_) {
                       return;
                   }
                   const bool lost = reply.fault().code() == wire::FAULT_NO_SESSION;
                   if ((!gone(reply.fault()) && !lost) || monotonic_milliseconds() >= give_up_at) {
                       answer(reply);
                       return;
                   }
                   if (lost && used == agent_token_) {
                       renew_person();
                   }
                   QTimer::singleShot(delays_.again, context, [=, this] {
                       if (visit == visit_) {
                           try_agent(build, deadline_ms, context, answer, give_up_at);
                       }
                   });
               });
}

void Session::ask_hub(BuildHub build, std::int64_t deadline_ms, QObject* context, HubLink::Answer answer) {
    try_hub(std::move(build), deadline_ms, context, std::move(answer), true);
}

void Session::try_hub(BuildHub build, std::int64_t deadline_ms, QObject* context, HubLink::Answer answer, bool again) {
    open_hub_session([=, this](const wire::Fault& fault) {
        if (fault.code() != wire::FAULT_NONE) {
            wire::HubReply failed;
            *failed.mutable_fault() = fault;
            answer(failed);
            return;
        }
        wire::HubRequest request;
        build(request, hub_token_);
        hub_.ask(request, deadline_ms, context,
                 [=, this, visit = visit_, used = hub_token_](const wire::HubReply& reply) {
                     if (visit != visit_) {
                         return;
                     }
                     if (reply.fault().code() == wire::FAULT_NO_SESSION && again) {
                         if (used == hub_token_) {
                             hub_token_.clear();
                         }
                         try_hub(build, deadline_ms, context, answer, false);
                         return;
                     }
                     answer(reply);
                 });
    });
}

// ---- what people do -----------------------------------------------------------------------------------------------

void Session::set_papers_waiting(bool waiting) {
    papers_given_ = papers_given_ || (papers_waiting_ && !waiting);
    papers_waiting_ = waiting;
    if (!waiting && state_ == SessionState::Ending) {
        happen(SessionEvent::PapersOut);
    }
}

void Session::touched() {
    if (state_ == SessionState::Open || state_ == SessionState::Lifted) {
        idle_.start(delays_.idle);
    } else if (state_ == SessionState::Suspended) {
        wait_.start(delays_.suspended);
    }
}

void Session::finish() {
    if (is_open() && state_ != SessionState::Ending && state_ != SessionState::TakeAway) {
        happen(SessionEvent::End);
    }
}

void Session::answer(const QString& id) {
    if (std::exchange(card_refused_, false)) {
        emit changed();
        if (id == QLatin1String("end")) {
            emit trainingEndWanted();
        }
        return;
    }
    if (state_ != SessionState::IdleAsk && state_ != SessionState::OtherCard) {
        if (state_ == SessionState::TakeAway) {
            happen(SessionEvent::TimeOver);
        }
        return;
    }
    if (id == QLatin1String("go-on")) {
        happen(SessionEvent::GoOn);
    } else if (id == QLatin1String("clerk") && state_ == SessionState::OtherCard) {
        emit clerkWanted();
    } else {
        happen(SessionEvent::End);
    }
}

void Session::clerkComes() {
    if (state_ == SessionState::Open || state_ == SessionState::Lifted || state_ == SessionState::OtherCard) {
        happen(SessionEvent::ClerkComes);
    }
}

void Session::clerkDone() {
    if (state_ != SessionState::Suspended) {
        return;
    }
    happen(SessionEvent::ClerkDone);
    if (card_present_ && !training_) {
        look_whose();  // the clerk may have laid down the own card
    }
}

}  // namespace doorstep::kiosk
