#include "kiosk/backend/rpc_link.hpp"

#include <QPointer>

namespace doorstep::kiosk {

wire::Fault fault_of(wire::FaultCode code) {
    wire::Fault fault;
    fault.set_code(code);
    return fault;
}

wire::Fault fault_of(const Error& error) {
    if (error.is(protocol::RpcError::Timeout)) {
        return fault_of(wire::FAULT_TIMEOUT);
    }
    if (error.is(protocol::RpcError::TooLarge)) {
        return fault_of(wire::FAULT_TOO_LARGE);
    }
    return fault_of(wire::FAULT_UNAVAILABLE);
}

RpcLink::RpcLink(const std::string& address, QObject* parent, protocol::RpcDelays delays) : QObject(parent) {
    protocol::RpcCallbacks callbacks;
    callbacks.event = [this](std::string payload) {
        QMetaObject::invokeMethod(
            this, [this, payload = std::move(payload)] { on_event(payload); }, Qt::QueuedConnection);
    };
    callbacks.link = [this](bool up) {
        QMetaObject::invokeMethod(
            this, [this, up] { set_up(up); }, Qt::QueuedConnection);
    };
    client_ = std::make_unique<protocol::RpcClient>(address, std::move(callbacks), delays);
}

RpcLink::~RpcLink() {
    stop();
}

void RpcLink::stop() {
    client_.reset();
}

void RpcLink::set_up(bool up) {
    const bool changed = up != up_;
    up_ = up;
    if (up) {
        on_up();
    }
    if (changed) {
        emit upChanged();
    }
}

void RpcLink::send(std::string request, std::int64_t deadline_ms, QObject* context, Answer answer) {
    if (!client_) {
        return;
    }
    QPointer<QObject> alive(context);
    // The answer comes on the socket's thread and is carried over; the pointer is looked at on this thread only.
    client_->call(std::move(request), deadline_ms,
                  [this, alive, answer = std::move(answer)](Result<std::string> reply) mutable {
                      QMetaObject::invokeMethod(
                          this,
                          [alive, answer = std::move(answer), reply = std::move(reply)] {
                              if (alive) {
                                  answer(reply);
                              }
                          },
                          Qt::QueuedConnection);
                  });
}

}  // namespace doorstep::kiosk
