#include "device-drivers/hub/device_table.hpp"

#include "base/clock.hpp"
#include "base/log.hpp"

namespace doorstep::devices {

void DeviceTable::add(const std::string& id, wire::Device::Class device_class, const std::string& transport) {
    wire::Device device;
    device.set_id(id);
    device.set_class_(device_class);
    device.set_transport(transport);
    device.set_state(wire::Device::ABSENT);
    device.set_since_ms(system_clock().now().milliseconds);
    devices_[id] = std::move(device);
}

void DeviceTable::update(const std::string& id, wire::Device::State state, wire::FaultCode fault,
                         const wire::WorkerStatus* details) {
    auto device = get(id);
    const bool again = device.state() == state && device.last_fault().code() == fault;
    device.set_state(state);
    if (fault != wire::FAULT_NONE && !again) {  // said again it is no news
        device.mutable_last_fault()->Clear();
        device.mutable_last_fault()->set_code(fault);
        device.set_last_fault_ms(system_clock().now().milliseconds);
    }
    if (details != nullptr) {
        device.set_model(details->model().empty() ? device.model() : details->model());
        device.set_serial(details->serial().empty() ? device.serial() : details->serial());
        device.set_firmware(details->firmware().empty() ? device.firmware() : details->firmware());
        device.set_paper(details->paper() == wire::Device::PAPER_UNKNOWN ? device.paper() : details->paper());
        device.set_transport(details->transport().empty() ? device.transport() : details->transport());
    }
    put(std::move(device));
}

void DeviceTable::update_with_reason(const std::string& id, wire::Device::State state, wire::FaultCode fault,
                                     const std::string& reason) {
    auto device = get(id);
    device.set_state(state);
    device.mutable_last_fault()->Clear();
    device.mutable_last_fault()->set_code(fault);
    (*device.mutable_last_fault()->mutable_parameters())["reason"] = reason;
    device.set_last_fault_ms(system_clock().now().milliseconds);
    put(std::move(device));
}

void DeviceTable::update_chip(const std::string& id, const wire::WorkerChip& chip) {
    auto device = get(id);
    auto& now = *device.mutable_chip();
    if (chip.present() && (!now.present() || chip.changed())) {
        now.set_laying(now.laying() + 1);
    }
    now.set_present(chip.present());
    now.set_mute(chip.mute());
    now.set_atr(chip.atr());
    put(std::move(device));
}

void DeviceTable::update_level(const std::string& id, const wire::WorkerLevel& level) {
    auto device = get(id);
    device.mutable_level()->set_percent(level.percent());
    device.mutable_level()->set_headphones(level.headphones());
    put(std::move(device));
}

void DeviceTable::update_power(const std::string& id, const wire::PowerState& power) {
    auto device = get(id);
    *device.mutable_power() = power;
    put(std::move(device));
}

void DeviceTable::update_answer(const std::string& id, std::uint32_t answer_ms) {
    auto device = get(id);
    device.set_answer_ms(answer_ms);
    put(std::move(device));
}

void DeviceTable::update_camera(const std::string& id, const wire::CameraFacts& facts) {
    auto device = get(id);
    *device.mutable_camera() = facts;
    put(std::move(device));
}

void DeviceTable::count_use(const std::string& id) {
    auto device = get(id);
    device.mutable_counters()->set_uses(device.counters().uses() + 1);
    put(std::move(device));
}

void DeviceTable::count_restart(const std::string& id) {
    auto device = get(id);
    device.mutable_counters()->set_restarts(device.counters().restarts() + 1);
    put(std::move(device));
}

void DeviceTable::count_discarded(const std::string& id, std::uint64_t how_many) {
    auto device = get(id);
    device.mutable_counters()->set_discarded(device.counters().discarded() + how_many);
    put(std::move(device));
}

void DeviceTable::put(wire::Device device) {
    const auto found = devices_.find(device.id());
    if (found == devices_.end() || found->second.SerializeAsString() == device.SerializeAsString()) {
        return;
    }
    if (found->second.state() != device.state()) {
        device.set_since_ms(system_clock().now().milliseconds);
        if (device.state() == wire::Device::ABSENT || device.state() == wire::Device::FAULTY) {
            device.mutable_counters()->set_losses(device.counters().losses() + 1);
        }
        log::info("{}: {}{}", device.id(), wire::Device::State_Name(device.state()),
                  device.state() == wire::Device::READY ? "" : " " + wire::FaultCode_Name(device.last_fault().code()));
    }
    found->second = device;
    changed_(device);
}

wire::Device DeviceTable::get(const std::string& id) const {
    const auto found = devices_.find(id);
    return found == devices_.end() ? wire::Device() : found->second;
}

std::vector<wire::Device> DeviceTable::all() const {
    std::vector<wire::Device> list;
    for (const auto& [id, device] : devices_) {
        list.push_back(device);
    }
    return list;
}

}  // namespace doorstep::devices
