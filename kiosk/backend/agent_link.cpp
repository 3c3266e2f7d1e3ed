#include "kiosk/backend/agent_link.hpp"

#include <QTimer>

namespace doorstep::kiosk {

AgentLink::AgentLink(const std::string& address, QObject* parent, protocol::RpcDelays delays)
    : RpcLink(address, parent, delays) {}

AgentLink::~AgentLink() {
    stop();
}

void AgentLink::ask(const wire::AgentRequest& request, std::int64_t deadline_ms, QObject* context, Answer answer) {
    send(request.SerializeAsString(), deadline_ms, context,
         [answer = std::move(answer)](const Result<std::string>& bytes) {
             wire::AgentReply reply;
             if (!bytes) {
                 *reply.mutable_fault() = fault_of(bytes.error());
             } else if (!reply.ParseFromString(*bytes)) {
                 reply.Clear();
                 *reply.mutable_fault() = fault_of(wire::FAULT_INTERNAL);
             }
             answer(reply);
         });
}

namespace {

constexpr int watch_again_ms = 1000;

// Without it neither line nor outbox are heard of: asked until the agent agrees, or is gone.
void ask_to_watch(AgentLink& link) {
    wire::AgentRequest watch;
    watch.mutable_watch();
    link.ask(watch, link.delays().quick, &link, [&link](const wire::AgentReply& reply) {
        if (reply.fault().code() != wire::FAULT_NONE) {
            QTimer::singleShot(watch_again_ms, &link, [&link] {
                if (link.up()) {
                    ask_to_watch(link);
                }
            });
        }
    });
}

}  // namespace

void AgentLink::on_up() {
    wire::AgentRequest hello;
    hello.mutable_hello()->set_protocol(1);
    hello.mutable_hello()->set_process("doorstep-kiosk");
    ask(hello, delays_.quick, this, [](const wire::AgentReply&) {});
    ask_to_watch(*this);
    wire::AgentRequest status;
    status.mutable_status();
    ask(status, delays_.quick, this, [this](const wire::AgentReply& reply) {
        if (reply.has_status()) {
            status_ = reply.status();
            emit statusChanged();
        }
    });
    emit restarted();
}

void AgentLink::on_event(const std::string& payload) {
    wire::AgentEvent event;
    if (!event.ParseFromString(payload)) {
        return;
    }
    switch (event.kind_case()) {
        case wire::AgentEvent::kItems:
            counts_ = event.items();
            emit countsChanged();
            break;
        case wire::AgentEvent::kStatus:
            status_ = event.status();
            emit statusChanged();
            break;
        case wire::AgentEvent::kShiftEnded:
            emit shiftEnded(QString::fromStdString(event.shift_ended()));
            break;
        case wire::AgentEvent::kSchemes:
            emit schemeCame();
            break;
        case wire::AgentEvent::KIND_NOT_SET:
            break;
    }
}

}  // namespace doorstep::kiosk
