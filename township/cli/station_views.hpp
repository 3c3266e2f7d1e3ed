// A station's last heartbeat for people and as JSON. Reentrant.
#pragma once

#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

#include "township/archive/station_beats.hpp"

namespace doorstep::township {

// {heard, waiting, oldest_unsent, version, root_hash, devices: [{device, state, fault}], update: {step, version,
// percent, word}, self_test: {at, look, call}}
nlohmann::json to_json(const StationBeat& beat);
// What is not as it should be, and the version: "  版本 1.2.0  打印机 缺纸  最早未送 3 小时". Empty without a
// heartbeat.
std::string beat_text(const StationBeat& beat, std::int64_t now_ms);

}  // namespace doorstep::township
