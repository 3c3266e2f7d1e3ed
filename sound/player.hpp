// Speech to the loudspeaker, by ALSA. Thread-bound.
#pragma once

#include <string>

#include "sound/sound.hpp"

namespace doorstep::sound {

// How it is played: `loudness` 0 to 1 of what the mixer allows.
struct Playing {
    double tempo = 1;
    double loudness = 1;
    std::string device;  // as ALSA names it; empty: the default one
};

// Returns when it was heard to its end. NoDevice, DeviceFailed.
Status play(const Sound& sound, const Playing& how);

}  // namespace doorstep::sound
