#include "sound/tempo.hpp"

#include <sonic.h>

#include <algorithm>
#include <cmath>

namespace doorstep::sound {
namespace {

constexpr double slowest = 0.5;
constexpr double fastest = 4;
constexpr double no_change = 0.01;

}  // namespace

Sound at_tempo(const Sound& sound, double tempo) {
    const auto speed = std::clamp(tempo, slowest, fastest);
    if (std::abs(speed - 1) < no_change || sound.samples.empty()) {
        return sound;
    }
    auto* const stream = ::sonicCreateStream(sound.rate, 1);
    if (stream == nullptr) {
        return sound;
    }
    ::sonicSetSpeed(stream, static_cast<float>(speed));
    Sound out;
    out.rate = sound.rate;
    auto in = sound.samples;  // the library takes no const
    if (::sonicWriteFloatToStream(stream, in.data(), static_cast<int>(in.size())) != 0 &&
        ::sonicFlushStream(stream) != 0) {
        out.samples.resize(static_cast<std::size_t>(::sonicSamplesAvailable(stream)));
        const auto got = ::sonicReadFloatFromStream(stream, out.samples.data(), static_cast<int>(out.samples.size()));
        out.samples.resize(static_cast<std::size_t>(std::max(got, 0)));
    }
    ::sonicDestroyStream(stream);
    return out.samples.empty() ? sound : out;
}

}  // namespace doorstep::sound
