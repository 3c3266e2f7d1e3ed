// What the hub told of the devices, as the agent keeps and sends it: numbers and codes, no model, no serial, no picture
// (SECURITY 25). Of several devices of a class the best one speaks for it, as everywhere in the kiosk. Reentrant.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "protocol/messages/agent.pb.h"

namespace doorstep::kiosk {

// Facts of a self-test that has just ended. A device that is still starting has none: it is not known, never good. Card
// reader, camera, scanner and printer are missing where the hub knows none; what a station may have or not is left out.
std::vector<wire::HealthFact> device_facts(const wire::DeviceList& devices);
// A word a class for the heartbeat, by the devices' ids.
std::vector<wire::DeviceWord> heartbeat_words(const std::map<std::string, wire::Device>& devices);

}  // namespace doorstep::kiosk
