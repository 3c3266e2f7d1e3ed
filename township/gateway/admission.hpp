// Who may come in at all: the answer to ZAP from the table of stations. Start it before the gateway binds; while it is
// not there nobody gets in (SECURITY 5). Thread-bound to the loop.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/event_loop.hpp"
#include "protocol/curve/curve.hpp"
#include "township/archive/stations.hpp"

namespace doorstep::township {

// The User-Id of an enrolled station's connection: its id, "/", and the beginning of the CURVE key it came with, so
// that a connection made with an earlier key is told from one with the present key.
std::string user_id_of(const Station& station);
// The station's id in a User-Id.
std::string_view station_in(std::string_view user_id);

// Answers ZAP until it is destroyed; strangers are refused, logged, and put before a person. A station that two persons
// revoked comes in, and hears at its first message just that.
Result<std::unique_ptr<protocol::ZapHandler>> start_admission(EventLoop& loop, Archive& archive);

}  // namespace doorstep::township
