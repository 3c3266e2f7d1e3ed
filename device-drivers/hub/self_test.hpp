// Asks all devices anew and answers when the last has answered, or when the time is over.
#pragma once

#include <functional>
#include <vector>

#include "base/event_loop.hpp"
#include "device-drivers/hub/hub_output.hpp"

namespace doorstep::devices {

// One device: asks it and calls back, maybe at once.
using Probe = std::function<void(std::function<void()> answered)>;

// `all_answered` comes once. Thread-bound to the loop, which must live until then.
void probe_all(EventLoop& loop, const std::vector<Probe>& probes, std::int64_t within_ms,
               std::function<void()> all_answered);

}  // namespace doorstep::devices
