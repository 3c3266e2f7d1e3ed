#include "kiosk/session/operator.hpp"

#include "base/wiped_bytes.hpp"

namespace doorstep::kiosk {

Operator::Operator(AgentLink& agent, QObject* parent) : QObject(parent), agent_(agent) {
    connect(&agent_, &AgentLink::restarted, this, &Operator::forget);  // tokens are bound to the agent's run
    connect(&agent_, &AgentLink::shiftEnded, this, [this](const QString& account) {
        if (account.toStdString() == account_) {
            forget();
        }
    });
}

void Operator::forget() {
    wipe(token_);
    account_.clear();
    technician_ = false;
    name_.clear();
    emit changed();
}

void Operator::list(QObject* context, AgentLink::Answer then) {
    wire::AgentRequest request;
    request.mutable_list_accounts();
    agent_.ask(request, agent_.delays().quick, context, std::move(then));
}

void Operator::sign_in(const std::string& account, const std::string& pin, const std::string& one_time_code,
                       std::function<void(const wire::Fault&)> then) {
    wire::AgentRequest request;
    request.mutable_sign_in()->set_account(account);
    request.mutable_sign_in()->set_pin(pin);
    request.mutable_sign_in()->set_one_time_code(one_time_code);
    agent_.ask(request, agent_.delays().pin, this, [this, then = std::move(then)](const wire::AgentReply& reply) {
        if (reply.has_signed_in()) {
            token_ = reply.signed_in().token();
            account_ = reply.signed_in().account();
            technician_ = reply.signed_in().role() == "technician";
            name_ = QString::fromStdString(reply.signed_in().display_name());
            emit changed();
        }
        then(reply.fault());
    });
    wipe(*request.mutable_sign_in()->mutable_pin());
}

std::string Operator::hand_over() {
    std::string token = token_;
    forget();
    return token;
}

void Operator::sign_out() {
    if (token_.empty()) {
        return;
    }
    wire::AgentRequest request;
    request.mutable_sign_out()->set_token(token_);
    agent_.ask(request, agent_.delays().quick, this, [](const wire::AgentReply&) {});
    forget();
}

}  // namespace doorstep::kiosk
