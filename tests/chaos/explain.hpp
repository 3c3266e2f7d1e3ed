// Which trouble may be told in which words. A fault that nothing of the kind explains is a lie on a screen. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "protocol/messages/common.pb.h"

namespace doorstep::chaos {

// What somebody did to a device, and for how long.
struct Trouble {
    std::string device;  // "reader", "scanner", "page", "printer", "camera"
    std::string kind;  // "unplug", "jam", "kill" …; "card:NAME" while that card lies there, "no-card" while none does
    std::int64_t from = 0;
    std::int64_t until = INT64_MAX;  // while it is in force
};

struct Explanation {
    std::string_view device;
    std::string_view kind;  // one that begins with "card:" is a prefix
    wire::FaultCode code;
    std::int64_t after_ms;  // how long after its end it may still be told: until the driver looks again
};

// The whole table.
std::span<const Explanation> explanations();
// True when one of the troubles, at some time from `from` to `at`, may be told as `code` on that device.
bool explains(std::span<const Trouble> troubles, std::string_view device, wire::FaultCode code, std::int64_t from,
              std::int64_t at);

}  // namespace doorstep::chaos
