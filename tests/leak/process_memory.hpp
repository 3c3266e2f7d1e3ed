// The writable memory of another process, region by region.
#pragma once

#include <functional>
#include <string>

#include "base/wiped_bytes.hpp"

namespace doorstep::leak {

// Calls back with each readable and writable region and its name in /proc/PID/maps. False for a process that is gone or
// that we may not read (only root may read an undumpable one).
bool for_each_region(int pid, const std::function<void(BytesView, const std::string&)>& found);

}  // namespace doorstep::leak
