#include "kiosk/session/session.hpp"

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

QString Session::question() const {
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
            if (person_.card.read_from_chip()) {
                wait(delays_.grace);
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
    emit changed();
    if (state_ == SessionState::Open) {
        if (from == SessionState::Opening) {
            emit opened();
        }
        if (state_ == SessionState::Open && !card_present_ && person_.card.read_from_chip()) {
            happen(SessionEvent::CardLifted);
        }
    } else if (state_ == SessionState::Ending && !papers_waiting_) {
        happen(SessionEvent::PapersOut);
    } else if (state_ == SessionState::TakeAway && !card_present_ && !papers_given_) {
        happen(SessionEvent::CardAway);
    }
}

// ---- the card -----------------------------------------------------------------------------------------------------

void Session::on_card(const wire::CardEvent& event) {
    const bool was_present = card_present_;
    card_present_ = event.present();
    if (event.at_watch()) {
        // How things were when we began to look: a card that lay there already opens nothing.
        laying_ = event.laying();
        const auto last = std::exchange(last_laying_, std::nullopt);
        if (event.present() && last && event.laying() > *last) {
            laid_down();  // while the processes changed
        }
        if (was_present && !card_present_ && state_ == SessionState::Open && person_.card.read_from_chip()) {
            happen(SessionEvent::CardLifted);
        }
        emit changed();
        return;
    }
    if (event.present()) {
        if (event.laying() != laying_) {
            laying_ = event.laying();
            laid_down();
        }
    } else if (state_ == SessionState::Open && person_.card.read_from_chip()) {
        happen(SessionEvent::CardLifted);
    } else if (state_ == SessionState::TakeAway && !papers_given_) {
        happen(SessionEvent::CardAway);
    }
    emit changed();
}

void Session::laid_down() {
    switch (state_) {
        case SessionState::Closed:
            if (!blocked_) {
                happen(SessionEvent::CardLaid);
                read_card();
            }
            break;
        case SessionState::Open:
        case SessionState::Lifted:
        case SessionState::OtherCard:
        case SessionState::IdleAsk:
            read_card();
            break;
        default:
            break;  // while a clerk signs in or the visit ends a card opens nothing
    }
}

void Session::open_hub_session(std::function<void(const wire::Fault&)> then) {
    if (!hub_token_.empty()) {
        then({});
        return;
    }
    wire::HubRequest request;
    request.mutable_open_session();
    hub_.ask(request, hub_.delays().quick, this,
             [this, visit = visit_, then = std::move(then)](const wire::HubReply& reply) {
                 if (visit != visit_) {
                     return;
                 }
                 hub_token_ = reply.session().token();
                 then(reply.fault());
             });
}

void Session::read_card() {
    ask_hub([](wire::HubRequest& request,
               const std::string& session) { request.mutable_read_card()->set_session(session); },
            hub_.delays().read_card, this, [this](const wire::HubReply& reply) { card_was_read(reply); });
}

void Session::card_was_read(const wire::HubReply& reply) {
    const bool known = reply.has_card() && !reply.card().card().number().empty();
    if (state_ == SessionState::Opening) {
        if (!known) {
            fail(opening_fault(reply.fault()));
            return;
        }
        person_.card = reply.card().card();
        person_.card.set_read_from_chip(true);
        open_person();
        return;
    }
    if (!is_open() || state_ == SessionState::Suspended || state_ == SessionState::Ending ||
        state_ == SessionState::TakeAway) {
        return;
    }
    // Whose it is cannot be known when it does not read: then it is not the person's.
    const bool same = known && reply.card().card().number() == person_.card.number();
    if (same) {
        person_.card.set_read_from_chip(true);
    }
    if (same || known || person_.card.read_from_chip()) {
        happen(same ? SessionEvent::SameCard : SessionEvent::Another);
    }
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

void Session::open_person() {
    try_open(monotonic_milliseconds() + delays_.patience);
}

void Session::try_open(std::int64_t give_up_at) {
    wire::AgentRequest request;
    *request.mutable_open_person()->mutable_card() = person_.card;
    agent_.ask(request, agent_.delays().quick, this, [this, visit = visit_, give_up_at](const wire::AgentReply& reply) {
        if (visit != visit_ || state_ != SessionState::Opening) {
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
        agent_token_ = reply.person().session();
        person_.on_roster = reply.person().on_roster();
        person_.face_enrolled = reply.person().face_enrolled();
        person_.drafts.assign(reply.person().drafts().begin(), reply.person().drafts().end());
        happen(SessionEvent::Opened);
    });
}

// The agent was restarted: the person is opened anew, the visit goes on.
void Session::renew_person() {
    agent_token_.clear();
    if (!is_open()) {
        return;
    }
    wire::AgentRequest request;
    *request.mutable_open_person()->mutable_card() = person_.card;
    agent_.ask(request, agent_.delays().quick, this, [this, visit = visit_](const wire::AgentReply& reply) {
        if (visit == visit_ && is_open() && reply.has_person()) {
            agent_token_ = reply.person().session();
        }
    });
}

void Session::fail(const wire::Fault& fault) {
    const wire::Fault kept = fault;
    forget();
    happen(SessionEvent::OpenFailed);
    emit openFailed(kept);
}

// Nothing of the person outlives the visit: tokens are given back, fields overwritten.
void Session::forget() {
    ++visit_;
    if (!hub_token_.empty()) {
        wire::HubRequest request;
        request.mutable_close_session()->set_session(hub_token_);
        hub_.ask(request, hub_.delays().quick, this, [](const wire::HubReply&) {});
    }
    if (!agent_token_.empty()) {
        wire::AgentRequest request;
        request.mutable_close_person()->set_session(agent_token_);
        agent_.ask(request, agent_.delays().quick, this, [](const wire::AgentReply&) {});
    }
    hub_token_.clear();
    agent_token_.clear();
    for (auto* text : {person_.card.mutable_name(), person_.card.mutable_number(), person_.card.mutable_address(),
                       person_.card.mutable_birth()}) {
        wipe(*text);
    }
    person_ = {};
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
    const bool known = !agent_token_.empty();
    agent_.ask(request, deadline_ms, context,
               [this, visit = visit_, known, build = std::move(build), deadline_ms, context, answer = std::move(answer),
                give_up_at](const wire::AgentReply& reply) {
                   if (visit != visit_) {
                       return;
                   }
                   const bool lost = reply.fault().code() == wire::FAULT_NO_SESSION;
                   if ((!gone(reply.fault()) && !lost) || monotonic_milliseconds() >= give_up_at) {
                       answer(reply);
                       return;
                   }
                   if (lost && known) {
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
    open_hub_session([=, this](const wire::Fault& fault) {
        if (fault.code() != wire::FAULT_NONE) {
            wire::HubReply failed;
            *failed.mutable_fault() = fault;
            answer(failed);
            return;
        }
        wire::HubRequest request;
        build(request, hub_token_);
        hub_.ask(request, deadline_ms, context, [=, this, visit = visit_](const wire::HubReply& reply) {
            if (visit != visit_) {
                return;
            }
            if (reply.fault().code() == wire::FAULT_NO_SESSION && !hub_token_.empty()) {
                hub_token_.clear();
                ask_hub(build, deadline_ms, context, answer);
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
    if (card_present_) {
        read_card();  // the clerk may have laid down the own card
    }
}

}  // namespace doorstep::kiosk
