#include "kiosk/backend/device_facts.hpp"

#include <algorithm>
#include <array>

namespace doorstep::kiosk {
namespace {

using wire::Device;
using wire::HealthFact;

struct Kind {
    Device::Class device;
    HealthFact::What what;
    wire::FaultCode missing;
    bool always;  // every station has one
};
constexpr std::array kinds{
    Kind{Device::CARD_READER, HealthFact::READER, wire::FAULT_READER_MISSING, true},
    Kind{Device::CAMERA, HealthFact::CAMERA, wire::FAULT_CAMERA_MISSING, true},
    Kind{Device::SCANNER, HealthFact::SCANNER, wire::FAULT_SCANNER_MISSING, true},
    Kind{Device::PRINTER, HealthFact::PRINTER, wire::FAULT_PRINTER_MISSING, true},
    Kind{Device::CODE_READER, HealthFact::CODE_READER, wire::FAULT_CODE_READER_MISSING, false},
    Kind{Device::CHIP_READER, HealthFact::CHIP_READER, wire::FAULT_CHIP_READER_MISSING, false},
    Kind{Device::SCREEN, HealthFact::SCREEN, wire::FAULT_SCREEN_MISSING, false},
    Kind{Device::SPEAKER, HealthFact::SPEAKER, wire::FAULT_SPEAKER_MISSING, false},
    Kind{Device::POWER, HealthFact::POWER, wire::FAULT_UPS_MISSING, false},
};

// A camera that is closed is as it should be (SECURITY 25); what a self-test saw through it stands beside its state.
bool works(const Device& device) {
    return device.state() == Device::READY || device.state() == Device::IN_USE || device.state() == Device::CLOSED;
}

int worth(const Device& device) {
    constexpr int best = 3;
    return works(device)                        ? best
           : device.state() == Device::STARTING ? best - 1
           : device.state() == Device::FAULTY   ? best - 2
                                                : 0;
}

const Device* better(const Device* one, const Device& other) {
    return one == nullptr || worth(other) > worth(*one) ? &other : one;
}

// False: nobody knows how it is.
bool tells(const Device& device) {
    if (device.class_() == Device::CAMERA && device.state() == Device::CLOSED) {
        return device.camera().measured() || device.camera().fault() != wire::FAULT_NONE;
    }
    return works(device) || device.state() == Device::FAULTY || device.state() == Device::ABSENT;
}

wire::FaultCode fault_in(const Device& device, wire::FaultCode missing) {
    const auto told = device.last_fault().code();
    if (device.state() == Device::FAULTY) {
        return told == wire::FAULT_NONE ? wire::FAULT_INTERNAL : told;
    }
    if (device.power().on_battery()) {
        return told == wire::FAULT_NONE ? wire::FAULT_MAINS_LOST : told;
    }
    return works(device) ? device.camera().fault() : missing;
}

HealthFact number(HealthFact::What what, std::int64_t value) {
    HealthFact fact;
    fact.set_what(what);
    fact.set_value(value);
    return fact;
}

// The part after the last slash, within what the agent takes.
std::string file_name(const std::string& path) {
    constexpr std::size_t longest = 40;
    return path.substr(path.rfind('/') + 1).substr(0, longest);
}

void add_numbers(std::vector<HealthFact>& facts, const Device& device) {
    if (device.class_() == Device::CARD_READER && device.answer_ms() != 0) {
        facts.push_back(number(HealthFact::READER_ECHO, device.answer_ms()));
    }
    if (device.class_() == Device::CAMERA && device.camera().measured()) {
        facts.push_back(number(HealthFact::CAMERA_LIGHT, device.camera().light()));
        facts.push_back(number(HealthFact::CAMERA_SHARPNESS, device.camera().sharpness()));
    }
    if (device.class_() == Device::CAMERA && !device.camera().blas().empty()) {
        auto& blas = facts.emplace_back();
        blas.set_what(HealthFact::BLAS);
        blas.set_word(file_name(device.camera().blas()));
    }
}

}  // namespace

std::vector<HealthFact> device_facts(const wire::DeviceList& devices) {
    std::vector<HealthFact> facts;
    for (const auto& kind : kinds) {
        const Device* best = nullptr;
        for (const auto& device : devices.devices()) {
            best = device.class_() == kind.device ? better(best, device) : best;
        }
        if (best == nullptr ? !kind.always : !tells(*best)) {
            continue;
        }
        auto& fact = facts.emplace_back();
        fact.set_what(kind.what);
        fact.set_fault(best == nullptr ? kind.missing : fault_in(*best, kind.missing));
        if (best != nullptr && works(*best)) {
            add_numbers(facts, *best);
        }
    }
    return facts;
}

std::vector<wire::DeviceWord> heartbeat_words(const std::map<std::string, Device>& devices) {
    std::map<Device::Class, const Device*> best;
    for (const auto& [id, device] : devices) {
        if (device.class_() != Device::CLASS_UNKNOWN) {
            auto& known = best[device.class_()];
            known = better(known, device);
        }
    }
    std::vector<wire::DeviceWord> words;
    for (const auto& [device_class, device] : best) {
        auto& word = words.emplace_back();
        word.set_class_(device_class);
        word.set_state(device->state());
        word.set_fault(fault_in(*device, wire::FAULT_NONE));
    }
    return words;
}

}  // namespace doorstep::kiosk
