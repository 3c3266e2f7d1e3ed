#include "kiosk/session/training.hpp"

#include <utility>

#include "base/log.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::kiosk {

Training::Training(Session& session, Operator& clerk, int idle, QObject* parent)
    : QObject(parent), session_(session), clerk_(clerk) {
    idle_.setSingleShot(true);
    idle_.setInterval(idle);
    connect(&idle_, &QTimer::timeout, this, [this] {
        session_.is_open() || session_.is_opening() ? idle_.start() : end();  // a visit has an end of its own
    });
    connect(&session_, &Session::trainingEndWanted, this, &Training::end);
    connect(&session_, &Session::trainingGone, this, &Training::end);
    // The agent was started again, and with it the exercise and the shift are gone.
    connect(&session_.agent(), &AgentLink::restarted, this, &Training::end);
    connect(&session_.agent(), &AgentLink::shiftEnded, this, [this](const QString& account) {
        if (account.toStdString() == account_) {
            end();
        }
    });
    connect(&session_, &Session::openFailed, this, [this](const wire::Fault& fault) {
        // The agent practises and we do not: its end was lost on the way.
        if (fault.code() == wire::FAULT_TRAINING && !on()) {
            tell_agent_end();
        }
    });
}

void Training::begin() {
    if (on() || std::exchange(asked_, true)) {
        return;
    }
    wire::AgentRequest request;
    request.mutable_begin_training()->set_operator_token(clerk_.token());
    auto& agent = session_.agent();
    agent.ask(request, agent.delays().quick, this, [this, token = clerk_.token()](const wire::AgentReply& reply) {
        asked_ = false;
        const bool here = !token.empty() && clerk_.token() == token && !session_.is_open();
        if (reply.fault().code() != wire::FAULT_NONE || !here) {
            tell_agent_end();  // it may have begun all the same
            emit failed(here ? reply.fault() : fault_of(wire::FAULT_NOT_SIGNED_IN));
            return;
        }
        session_.enter_training();
        account_ = clerk_.account();
        shift_ = clerk_.hand_over();
        idle_.start();
        log::info("practice begins");
        emit changed();
        emit began();
    });
}

void Training::touched() {
    if (idle_.isActive()) {
        idle_.start();
    }
}

void Training::tell_agent_end() {
    wire::AgentRequest request;
    request.mutable_end_training();
    auto& agent = session_.agent();
    agent.ask(request, agent.delays().quick, this, [](const wire::AgentReply&) {});
}

void Training::end() {
    if (!on()) {
        return;
    }
    idle_.stop();
    tell_agent_end();
    wire::AgentRequest request;
    request.mutable_sign_out()->set_token(shift_);
    auto& agent = session_.agent();
    agent.ask(request, agent.delays().quick, this, [](const wire::AgentReply&) {});
    wipe(shift_);
    account_.clear();
    log::info("practice ends");
    session_.leave_training();
    emit changed();
}

}  // namespace doorstep::kiosk
