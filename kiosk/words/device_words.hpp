// Devices and their states in plain words.
#pragma once

#include <QString>

#include "protocol/messages/hub.pb.h"

namespace doorstep::kiosk {

// "Printer" …; a class of a newer hub is "Device".
QString device_name(wire::Device::Class device);
// "Works", "Closed, as it should be" …; of one that is out of order its fault in a sentence.
QString device_state_words(const wire::Device& device);
// False: somebody has to see to it.
bool device_is_well(const wire::Device& device);

}  // namespace doorstep::kiosk
