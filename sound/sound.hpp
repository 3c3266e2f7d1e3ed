// Recorded speech in memory. Reentrant.
#pragma once

#include <cstdint>
#include <vector>

#include "base/error.hpp"

namespace doorstep::sound {

enum class SoundError {
    NotASound = 1,  // tell which file; another recording is needed
    TooLong,        // over the caller's bound: say so, record less
    Empty,          // nothing in it: as NotASound
    NoDevice,       // tell which; nothing is plugged in there, or it may not be used
    DeviceFailed,   // try again; it stopped in the middle
};

// One channel, each sample from -1 to 1.
struct Sound {
    int rate = 0;  // samples a second; 0: nothing
    std::vector<float> samples;
    std::int64_t ms() const;
};

// Of all that we write: Opus takes it, speech needs no more.
inline constexpr int speech_rate = 24'000;

// The same at another rate.
Sound at_rate(const Sound& sound, int rate);

}  // namespace doorstep::sound

template <>
struct doorstep::ErrorNames<doorstep::sound::SoundError> {
    static constexpr std::string_view module = "sound";
    static std::string_view name(sound::SoundError e);
};
