// The same speech faster or slower, the pitch kept (libsonic, which espeak-ng uses too). Reentrant.
#pragma once

#include "sound/sound.hpp"

namespace doorstep::sound {

// `tempo` 0.5 to 4: 2 is twice as fast. Near 1 it stays as it is.
Sound at_tempo(const Sound& sound, double tempo);

}  // namespace doorstep::sound
