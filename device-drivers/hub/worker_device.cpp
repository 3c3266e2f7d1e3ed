#include "device-drivers/hub/worker_device.hpp"

#include <utility>

#include "base/log.hpp"

namespace doorstep::devices {

WorkerDevice::WorkerDevice(EventLoop& loop, DeviceTable& table, WorkerDeviceSpec spec, Events events, HubDelays delays)
    : loop_(loop),
      table_(table),
      spec_(std::move(spec)),
      events_(std::move(events)),
      delays_(delays),
      process_(
          loop, with_greeting(spec_),
          {[this] { ready(); }, [this](const wire::WorkerMessage& m) { take(m); }, [this](WorkerEnd e) { ended(e); }},
          spec_.delays) {
    table_.add(spec_.id, spec_.device_class, spec_.opens.front());
    table_.update(spec_.id, wire::Device::STARTING, wire::FAULT_NONE);
    again_ = loop_.every(delays_.reopen_every, [this] { look_again(); });
    process_.start();
}

WorkerDevice::~WorkerDevice() {
    loop_.cancel(again_);
}

// A job that comes while the worker starts finds the device opened before it.
WorkerSpec WorkerDevice::with_greeting(const WorkerDeviceSpec& spec) {
    WorkerSpec worker = spec.worker;
    if (spec.keep_open) {
        worker.greeting.emplace_back().mutable_open()->set_device(spec.opens.front());
    }
    return worker;
}

void WorkerDevice::ready() {
    choice_ = 0;  // its greeting names the preferred one
    if (spec_.keep_open) {
        return await_opening();
    }
    table_.update(spec_.id, wire::Device::CLOSED, wire::FAULT_NONE);
}

void WorkerDevice::await_opening() {
    if (!working_) {
        opening_ = true;
        process_.expect_within(delays_.open_device);
    }
}

bool WorkerDevice::open() {
    wire::WorkerMessage message;
    message.mutable_open()->set_device(spec_.opens[choice_]);
    if (!process_.send(message)) {
        return false;
    }
    await_opening();
    return true;
}

void WorkerDevice::working(std::int64_t silence_ms) {
    if (silence_ms > 0) {
        table_.count_use(spec_.id);
    }
    working_ = silence_ms > 0;
    opening_ = false;
    process_.expect_within(silence_ms);
}

void WorkerDevice::renew() {
    working_ = false;
    opening_ = false;
    process_.renew();
}

void WorkerDevice::take(const wire::WorkerMessage& message) {
    if (!message.has_status()) {
        return events_.message(message);
    }
    if (opening_) {
        opening_ = false;
        process_.expect_within(0);
    }
    table_.update(spec_.id, message.status().state(), message.status().fault().code(), &message.status());
    open_next(message.status().state());
    end_probe();
}

// Where another one may stand in for it, that is tried at once; after the last of them it begins with the first again.
void WorkerDevice::open_next(wire::Device::State state) {
    if (state != wire::Device::ABSENT || working_ || spec_.opens.size() == 1 || !spec_.keep_open) {
        return;
    }
    choice_ = (choice_ + 1) % spec_.opens.size();
    if (choice_ != 0) {
        open();
    }
}

void WorkerDevice::probe(std::function<void()> done) {
    end_probe();
    probed_ = std::move(done);
    if (working_ || (!opening_ && !open())) {
        end_probe();
    }
}

void WorkerDevice::end_probe() {
    if (const auto done = std::exchange(probed_, nullptr)) {
        done();
    }
}

void WorkerDevice::ended(WorkerEnd end) {
    working_ = false;
    opening_ = false;
    table_.count_restart(spec_.id);
    table_.update_with_reason(
        spec_.id, wire::Device::FAULTY, wire::FAULT_UNAVAILABLE,
        std::string(worker_end_text(end)) + (process_.state() == WorkerState::Broken ? ", again and again" : ""));
    events_.ended();
    end_probe();
}

void WorkerDevice::look_again() {
    const auto state = table_.get(spec_.id).state();
    const bool lost = state == wire::Device::ABSENT || state == wire::Device::FAULTY;
    if (lost && !working_ && !opening_ && process_.state() == WorkerState::Running) {
        open();
    }
}

wire::FaultCode WorkerDevice::fault() const {
    const auto device = table_.get(spec_.id);
    const bool known = device.state() == wire::Device::ABSENT || device.state() == wire::Device::FAULTY;
    return known && device.last_fault().code() != wire::FAULT_NONE ? device.last_fault().code()
                                                                   : wire::FAULT_UNAVAILABLE;
}

}  // namespace doorstep::devices
