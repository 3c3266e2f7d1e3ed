// Every device of the station with its state; a change is told once and logged once.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "protocol/messages/hub.pb.h"
#include "protocol/messages/worker.pb.h"

namespace doorstep::devices {

// Thread-bound.
class DeviceTable {
  public:
    // `changed` hears of each device whose entry changed.
    explicit DeviceTable(std::function<void(const wire::Device&)> changed) : changed_(std::move(changed)) {}
    // Adds a device, ABSENT until something is known.
    void add(const std::string& id, wire::Device::Class device_class, const std::string& transport);
    // Its state from now on; `last_fault` stays when the device is well again, for the technician. Texts that are
    // empty leave what was known.
    void update(const std::string& id, wire::Device::State state, wire::FaultCode fault,
                const wire::WorkerStatus* details = nullptr);
    // As update, with why in words of ours for the technician's page (no personal data).
    void update_with_reason(const std::string& id, wire::Device::State state, wire::FaultCode fault,
                            const std::string& reason);
    // What is in a reader of chip cards; `laying` is counted here: a card after none, or one that was `changed`.
    void update_chip(const std::string& id, const wire::WorkerChip& chip);
    // Light or sound, mains and battery as they are now.
    void update_level(const std::string& id, const wire::WorkerLevel& level);
    void update_power(const std::string& id, const wire::PowerState& power);
    // How long it took to answer when it was asked, and what a self-test saw through the camera.
    void update_answer(const std::string& id, std::uint32_t answer_ms);
    void update_camera(const std::string& id, const wire::CameraFacts& facts);
    // One more job begun with it, or one more worker of it that died.
    void count_use(const std::string& id);
    void count_restart(const std::string& id);
    // Codes that nobody had asked for.
    void count_discarded(const std::string& id, std::uint64_t how_many);
    // The entry; an empty one for an unknown id.
    wire::Device get(const std::string& id) const;
    std::vector<wire::Device> all() const;

  private:
    void put(wire::Device device);
    std::function<void(const wire::Device&)> changed_;
    std::map<std::string, wire::Device> devices_;
};

}  // namespace doorstep::devices
