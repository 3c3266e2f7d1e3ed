// Sounds made in tests: no voice of anybody.
#pragma once

#include <cmath>

#include "sound/sound.hpp"

namespace doorstep::sound::testing {

// A tone of that pitch.
inline Sound tone(int ms, double loudness = 0.3, double hertz = 220, int rate = speech_rate) {
    constexpr double full_turn = 6.283185307179586;
    Sound out;
    out.rate = rate;
    out.samples.resize(static_cast<std::size_t>(rate) * static_cast<std::size_t>(ms) / 1000);
    for (std::size_t i = 0; i < out.samples.size(); ++i) {
        out.samples[i] = static_cast<float>(loudness * std::sin(full_turn * hertz * static_cast<double>(i) / rate));
    }
    return out;
}

inline Sound silence(int ms) {
    return tone(ms, 0);
}

// One after another, at the rate of the first.
inline Sound joined(Sound first, const Sound& second) {
    first.samples.insert(first.samples.end(), second.samples.begin(), second.samples.end());
    return first;
}

// Pitch by counting how often it goes up through nothing.
inline double pitch(const Sound& sound) {
    int crossings = 0;
    for (std::size_t i = 1; i < sound.samples.size(); ++i) {
        crossings += sound.samples[i - 1] < 0 && sound.samples[i] >= 0 ? 1 : 0;
    }
    return crossings * 1000.0 / static_cast<double>(sound.ms());
}

}  // namespace doorstep::sound::testing
