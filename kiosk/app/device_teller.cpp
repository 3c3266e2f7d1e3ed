#include "kiosk/app/device_teller.hpp"

#include "kiosk/backend/device_facts.hpp"

namespace doorstep::kiosk {

DeviceTeller::DeviceTeller(HubLink& hub, AgentLink& agent, QObject* parent)
    : QObject(parent), hub_(hub), agent_(agent) {
    pause_.setSingleShot(true);
    pause_.setInterval(pause_ms);
    connect(&pause_, &QTimer::timeout, this, &DeviceTeller::tell);
    connect(&hub_, &HubLink::devicesChanged, this, &DeviceTeller::look);
    connect(&hub_, &HubLink::upChanged, this, &DeviceTeller::look);
    connect(&agent_, &AgentLink::restarted, this, [this] {
        told_.clear();
        look();
    });
}

void DeviceTeller::look() {
    if (!pause_.isActive()) {
        pause_.start();
    }
}

void DeviceTeller::tell() {
    wire::AgentRequest request;
    auto& words = *request.mutable_tell_devices()->mutable_devices();
    for (auto& word : heartbeat_words(hub_.devices())) {
        if (!hub_.up()) {  // nobody knows how it is
            word.set_state(wire::Device::STATE_UNKNOWN);
            word.set_fault(wire::FAULT_NONE);
        }
        *words.Add() = std::move(word);
    }
    auto bytes = request.SerializeAsString();
    if (words.empty() || !agent_.up() || bytes == told_) {
        return;
    }
    agent_.ask(request, agent_.delays().quick, this, [this, bytes = std::move(bytes)](const wire::AgentReply& reply) {
        if (reply.done()) {
            told_ = bytes;
        }
    });
}

}  // namespace doorstep::kiosk
