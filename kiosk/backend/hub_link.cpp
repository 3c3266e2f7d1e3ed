#include "kiosk/backend/hub_link.hpp"

#include <algorithm>

#include <QTimer>

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

namespace {

// A camera that is closed is as it should be (SECURITY 25): it opens when asked.
bool works(const wire::Device& device) {
    return device.state() == wire::Device::READY || device.state() == wire::Device::IN_USE ||
           device.state() == wire::Device::CLOSED;
}

// A job that is given now waits in the printer and is told so on the page.
bool waits_for_a_hand(const wire::Device& device) {
    switch (device.state() == wire::Device::FAULTY ? device.last_fault().code() : wire::FAULT_NONE) {
        case wire::FAULT_PRINTER_PAPER_OUT:
        case wire::FAULT_PRINTER_JAM:
        case wire::FAULT_PRINTER_COVER_OPEN:
        case wire::FAULT_PRINTER_TONER:
        case wire::FAULT_PRINTER_PAUSED:
            return true;
        default:
            return false;
    }
}

}  // namespace

bool HubLink::usable(wire::Device::Class device) const {
    for (const auto& [id, known] : devices_) {
        if (known.class_() == device && (works(known) || waits_for_a_hand(known))) {
            return up();
        }
    }
    return false;
}

bool HubLink::headphones_alone() const {
    return up() && std::any_of(devices_.begin(), devices_.end(), [](const auto& entry) {
               const auto& [id, known] = entry;
               return known.class_() == wire::Device::SPEAKER && works(known) &&
                      known.level().headphones() == wire::LevelState::ALONE;
           });
}

wire::Device::Paper HubLink::paper() const {
    auto told = wire::Device::PAPER_UNKNOWN;
    for (const auto& [id, known] : devices_) {
        if (known.class_() == wire::Device::PRINTER && (told == wire::Device::PAPER_UNKNOWN || works(known))) {
            told = known.paper();
        }
    }
    return told;
}

wire::Fault HubLink::trouble(wire::Device::Class device) const {
    wire::Fault why;
    for (const auto& [id, known] : devices_) {
        if (known.class_() == device && works(known)) {
            return {};
        }
        if (known.class_() == device && known.state() == wire::Device::FAULTY) {
            why = known.last_fault();
        }
    }
    return why;
}

namespace {

constexpr int watch_again_ms = 1000;

// Without it no card is heard of: asked until the hub agrees, or is gone.
void ask_to_watch(HubLink& link) {
    wire::HubRequest watch;
    watch.mutable_watch();
    link.ask(watch, link.delays().quick, &link, [&link](const wire::HubReply& reply) {
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

void HubLink::on_up() {
    wire::HubRequest hello;
    hello.mutable_hello()->set_protocol(1);
    hello.mutable_hello()->set_process("doorstep-kiosk");
    ask(hello, delays_.quick, this, [](const wire::HubReply&) {});
    ask_to_watch(*this);
    wire::HubRequest list;
    list.mutable_list();
    ask(list, delays_.quick, this, [this](const wire::HubReply& reply) {
        if (!reply.has_devices()) {
            return;  // watching tells the same
        }
        know(reply.devices());
    });
    emit restarted();
}

void HubLink::know(const wire::DeviceList& all) {
    devices_.clear();
    for (const auto& device : all.devices()) {
        devices_[device.id()] = device;
    }
    emit devicesChanged();
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
        case wire::HubEvent::kVoiceHeard:
            emit voiceHeard(event.voice_heard());
            break;
        case wire::HubEvent::kVoice:
            emit voice(event.voice());
            break;
        case wire::HubEvent::kGlass:
            emit glass(event.glass());
            break;
        case wire::HubEvent::kRecorded:  // for technicians, in a session of theirs
        case wire::HubEvent::kButton:    // the person begins each scan on the screen
        case wire::HubEvent::KIND_NOT_SET:
            break;
    }
}

}  // namespace doorstep::kiosk
