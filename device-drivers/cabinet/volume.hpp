// The sound of a loudspeaker by the mixer of ALSA.
#pragma once

#include <memory>
#include <string>

#include "device-drivers/cabinet/level.hpp"

namespace doorstep::devices {

// The playback element of that name on that card; without a card the default one, without a name the first of Master,
// Speaker, PCM and Headphone that it has. Percents are of the element's own range. Above 0 its switch is on.
// Headphones are told by the card's own control ("Headphone Jack"); the loudspeaker beside them has a switch (Speaker,
// Line Out …), or the codec turns it off itself (Auto-Mute Mode).
std::unique_ptr<Level> make_volume(std::string card, std::string element);

}  // namespace doorstep::devices
