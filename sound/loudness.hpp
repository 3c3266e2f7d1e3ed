// How loud speech is (ITU-R BS.1770, libebur128), and the same for all: quiet ends cut off, all equally loud.
// Reentrant.
#pragma once

#include "sound/sound.hpp"

namespace doorstep::sound {

struct Loudness {
    double lufs = -70;  // as people hear it; -70: silence
    double peak = 0;    // largest sample, 0 to 1
    int clipped = 0;    // runs of three or more samples at full scale: the microphone was too loud
};
Loudness measure(const Sound& sound);

// Without the silence before the first and after the last word, but for a breath (pause_ms) on each side. Nothing but
// silence: as it was.
Sound trimmed(const Sound& sound);
inline constexpr int pause_ms = 150;

// As loud as every other one (wanted_lufs), with no sample over 0.95. Silence stays silence.
Sound evened(const Sound& sound);
inline constexpr double wanted_lufs = -20;

// Largest sample of the last `ms`, 0 to 1; for a meter.
double recent_peak(const Sound& sound, int ms);

}  // namespace doorstep::sound
