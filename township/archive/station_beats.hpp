// How each station is, as its last heartbeat said: who lacks paper, who waits with hand-ins, who went silent.
// Thread-bound with the archive.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/messages/uplink.pb.h"
#include "township/archive/archive.hpp"
#include "township/archive/stations.hpp"

namespace doorstep::township {

// Nothing heard of an enrolled station for so long: it is named as silent. A line that is away for an hour is a
// village's daily bread. A kiosk that is switched off at night is named too; by how long, people see.
constexpr std::int64_t silent_after_ms = 2LL * 3'600'000;

struct StationBeat {
    std::string station;
    std::int64_t heard_ms = 0;  // township's clock
    wire::Heartbeat beat;
};

// Takes the place of the one before.
Status note_beat(Archive& archive, std::string_view station, const wire::Heartbeat& beat);
// Of all stations that ever said one, by name.
Result<std::vector<StationBeat>> station_beats(Archive& archive);
// Whole minutes since an enrolled station was heard, once that is longer than silent_after_ms; 0: it is not silent.
// `heard_ms`: of its last heartbeat, 0: none.
std::int64_t silent_minutes(const Station& station, std::int64_t heard_ms, std::int64_t now_ms);
// What of a heartbeat is kept: texts and lists within their bounds, whatever a station says.
wire::Heartbeat bounded(wire::Heartbeat beat);

}  // namespace doorstep::township
