#include "kiosk/backend/hub_link.hpp"

namespace doorstep::kiosk {

HubLink::HubLink(const std::string& address, QObject* parent, protocol::RpcDelays delays)
    : RpcLink(address, parent, delays) {}

HubLink::~HubLink() {
    stop();
}

void HubLink::ask(const wire::HubRequest& request, std::int64_t deadline_ms, QObject* context, Answer answer) {
    send(request.SerializeAsString(), deadline_ms, context,
         [answer = std::move(answer)](const Result<std::string>& bytes) {
             wire::HubReply reply;
             if (!bytes) {
                 *reply.mutable_fault() = fault_of(bytes.error());
             } else if (!reply.ParseFromString(*bytes)) {
                 reply.Clear();
                 *reply.mutable_fault() = fault_of(wire::FAULT_INTERNAL);
             }
             answer(reply);
         });
}

bool HubLink::usable(wire::Device::Class device) const {
    for (const auto& [id, known] : devices_) {
        // A camera that is closed is as it should be (SECURITY 25): it opens when asked.
        if (known.class_() == device &&
            (known.state() == wire::Device::READY || known.state() == wire::Device::IN_USE ||
             known.state() == wire::Device::CLOSED)) {
            return up();
        }
    }
    return false;
}

void HubLink::on_up() {
    wire::HubRequest hello;
    hello.mutable_hello()->set_protocol(1);
    hello.mutable_hello()->set_process("doorstep-kiosk");
    ask(hello, delays_.quick, this, [](const wire::HubReply&) {});
    wire::HubRequest watch;
    watch.mutable_watch();
    ask(watch, delays_.quick, this, [](const wire::HubReply&) {});
    wire::HubRequest list;
    list.mutable_list();
    ask(list, delays_.quick, this, [this](const wire::HubReply& reply) {
        devices_.clear();
        for (const auto& device : reply.devices().devices()) {
            devices_[device.id()] = device;
        }
        emit devicesChanged();
    });
    emit restarted();
}

void HubLink::on_event(const std::string& payload) {
    wire::HubEvent event;
    if (!event.ParseFromString(payload)) {
        return;
    }
    switch (event.kind_case()) {
        case wire::HubEvent::kDevice:
            devices_[event.device().id()] = event.device();
            emit devicesChanged();
            break;
        case wire::HubEvent::kCard:
            emit card(event.card());
            break;
        case wire::HubEvent::kPreview:
            emit preview(QByteArray::fromStdString(event.preview().jpeg()));
            break;
        case wire::HubEvent::kPage:
            emit page(event.page());
            break;
        case wire::HubEvent::kJob:
            emit job(event.job());
            break;
        case wire::HubEvent::kFaceHint:
            emit faceHint(event.face_hint());
            break;
        case wire::HubEvent::KIND_NOT_SET:
            break;
    }
}

}  // namespace doorstep::kiosk
