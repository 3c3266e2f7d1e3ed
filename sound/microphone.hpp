// What is said before the station: a microphone of ALSA, or a sound file in its place. Thread-bound.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sound/sound.hpp"

namespace doorstep::sound {

class Microphone {
  public:
    // "alsa:" (the default one), "alsa:PCM" as ALSA names it, or "file:PATH": a recording said into it, silence after
    // its end, no faster than it was said. The device is open from here until this object goes. NoDevice; of a file
    // also NotASound.
    static Result<std::unique_ptr<Microphone>> open(std::string_view address);
    virtual ~Microphone() = default;
    // The next samples at speech_rate, about step_ms of them; waits for them that long and a little. None: silence of
    // the device, not an end. DeviceFailed: pulled out, or it hangs.
    virtual Result<std::vector<float>> read() = 0;
};
inline constexpr int step_ms = 100;

}  // namespace doorstep::sound
