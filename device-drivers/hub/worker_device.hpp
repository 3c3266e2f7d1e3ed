// A device that lives in a worker: the process, the entry in the table, looking for it again while it is lost.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "device-drivers/hub/device_table.hpp"
#include "device-drivers/hub/hub_output.hpp"
#include "device-drivers/worker/worker_process.hpp"

namespace doorstep::devices {

struct WorkerDeviceSpec {
    std::string id;
    wire::Device::Class device_class = wire::Device::CLASS_UNKNOWN;
    // Names for WorkerOpen, the preferred one first: the next is taken while that is not there. The first is also the
    // transport in the table.
    std::vector<std::string> opens;
    bool keep_open = true;  // false: open only on demand (camera)
    WorkerSpec worker;
    WorkerDelays delays;
};

// Thread-bound.
class WorkerDevice {
  public:
    struct Events {
        // Everything but status.
        std::function<void(const wire::WorkerMessage&)> message;
        // The process ended by itself or was killed: what it did is lost. A new one comes by itself.
        std::function<void()> ended;
    };
    // Enters the device into the table and starts the worker.
    WorkerDevice(EventLoop& loop, DeviceTable& table, WorkerDeviceSpec spec, Events events, HubDelays delays);
    ~WorkerDevice();
    WorkerDevice(const WorkerDevice&) = delete;
    WorkerDevice& operator=(const WorkerDevice&) = delete;

    const std::string& id() const { return spec_.id; }
    // To the worker; false when it is not running.
    bool send(const wire::WorkerMessage& message) { return process_.send(message); }
    // Asks the worker to open the device; it answers with its status. False when it is not running.
    bool open();
    // A job is in hand: no looking for the device meanwhile, and the worker may be silent that long at most. 0: no job
    // any more.
    void working(std::int64_t silence_ms);
    // Opens it anew and says when it has answered, died or cannot be asked; at once while a job is in hand.
    void probe(std::function<void()> done);
    // A fresh process: what the old one held of a person is gone.
    void renew();
    // Why it cannot be used now: the fault of the table, else that its process is not there.
    wire::FaultCode fault() const;

  private:
    static WorkerSpec with_greeting(const WorkerDeviceSpec& spec);
    void ready();
    void await_opening();
    void take(const wire::WorkerMessage& message);
    void ended(WorkerEnd end);
    void look_again();
    void open_next(wire::Device::State state);
    void end_probe();

    EventLoop& loop_;
    DeviceTable& table_;
    const WorkerDeviceSpec spec_;
    const Events events_;
    const HubDelays delays_;
    bool working_ = false;
    bool opening_ = false;
    std::size_t choice_ = 0;  // of the names
    std::function<void()> probed_;
    EventLoop::TimerId again_ = 0;
    WorkerProcess process_;
};

}  // namespace doorstep::devices
