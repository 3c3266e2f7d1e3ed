#include "kiosk/backend/agent_link.hpp"

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

void AgentLink::on_up() {
    wire::AgentRequest hello;
    hello.mutable_hello()->set_protocol(1);
    hello.mutable_hello()->set_process("doorstep-kiosk");
    ask(hello, delays_.quick, this, [](const wire::AgentReply&) {});
    wire::AgentRequest watch;
    watch.mutable_watch();
    ask(watch, delays_.quick, this, [](const wire::AgentReply&) {});
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
        case wire::AgentEvent::KIND_NOT_SET:
            break;
    }
}

}  // namespace doorstep::kiosk
