// What counts as good: one table, a row a number that a self-test takes, so that every screen, paper and list says the
// same. Reentrant.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "protocol/messages/agent.pb.h"

namespace doorstep::agent {

using HealthWhat = wire::HealthFact::What;
using HealthVerdict = wire::HealthFact::Verdict;

// Bounds of one number; a missing one is none. Below `call_below` and from `call_from` on somebody has to be called;
// below `look_below` and from `look_from` on a clerk should look.
struct HealthRule {
    HealthWhat what;
    std::optional<std::int64_t> call_below{};
    std::optional<std::int64_t> look_below{};
    std::optional<std::int64_t> look_from{};
    std::optional<std::int64_t> call_from{};
};

inline constexpr std::array health_rules{
    // Below 256 MiB only what has no pictures is taken any more (OutboxBounds); 2 GiB last for some weeks.
    HealthRule{wire::HealthFact::DISK_FREE, 256, 2048},
    HealthRule{.what = wire::HealthFact::DISK_FAILING, .call_from = 1},
    // A few reallocated sectors are no reason for a journey; that they grow is.
    HealthRule{.what = wire::HealthFact::DISK_BAD_SECTORS, .look_from = 1, .call_from = 50},
    HealthRule{.what = wire::HealthFact::DISK_WORN, .look_from = 80, .call_from = 95},
    HealthRule{.what = wire::HealthFact::DISK_HOT, .look_from = 60, .call_from = 70},
    HealthRule{.what = wire::HealthFact::DISK_HOURS},
    HealthRule{.what = wire::HealthFact::ROOT_DAMAGED, .call_from = 1},
    HealthRule{.what = wire::HealthFact::MACHINE_HOT, .look_from = 80, .call_from = 95},
    // From five minutes on the clock is known to be wrong (uplink.cpp); judged without its sign.
    HealthRule{.what = wire::HealthFact::CLOCK_OFF, .look_from = 60, .call_from = 300},
    // A line may be away for a day; for a week somebody has to come.
    HealthRule{.what = wire::HealthFact::SILENT, .look_from = 24 * 60, .call_from = 7 * 24 * 60},
    // Nobody may have come: told, not judged.
    HealthRule{.what = wire::HealthFact::ACKNOWLEDGED},
    // As item_states.hpp: three days, then it is carried to town.
    HealthRule{.what = wire::HealthFact::UNSENT, .look_from = 24, .call_from = 72},
    HealthRule{.what = wire::HealthFact::STATION_KEY_AGE, .look_from = 5 * 365},
    HealthRule{.what = wire::HealthFact::SEALING_KEY_AGE, .look_from = 2 * 365},
    // Tenths of a millimetre: 5 mm is half the smallest button.
    HealthRule{.what = wire::HealthFact::TOUCH_OFF, .look_from = 50, .call_from = 150},
    HealthRule{.what = wire::HealthFact::READER_ECHO, .look_from = 500, .call_from = 2000},
    // Of 255: a dark corner, a window behind the person.
    HealthRule{.what = wire::HealthFact::CAMERA_LIGHT, .look_below = 50, .look_from = 215},
    HealthRule{.what = wire::HealthFact::CAMERA_SHARPNESS, .look_below = 10},
    HealthRule{.what = wire::HealthFact::GLASS_SPOTS, .look_from = 1},
};

// Of a number by its row, of a device by its fault; NOT_KNOWN when there is neither, or the row has no bounds.
HealthVerdict judge(const wire::HealthFact& fact);
// What is the matter with a device in one of three words: nothing, what a clerk can see to, what nobody there can.
HealthVerdict judge_fault(wire::FaultCode fault);
// Of the library that faces are computed with, by its file's name.
HealthVerdict judge_blas(std::string_view library);
// What the agent finds by itself; the rest the kiosk tells.
constexpr bool is_agents(HealthWhat what) {
    return what > wire::HealthFact::WHAT_UNKNOWN && what < wire::HealthFact::READER;
}

}  // namespace doorstep::agent
