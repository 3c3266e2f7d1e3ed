// A device of ALSA that gives or takes speech: 16 bit, one channel, speech_rate. Inside sound/ only.
#pragma once

#include <alsa/asoundlib.h>

#include <memory>
#include <string>

#include "sound/sound.hpp"

namespace doorstep::sound {

using Pcm = std::unique_ptr<snd_pcm_t, decltype(&::snd_pcm_close)>;

// By ALSA's name, empty: the default one. ALSA converts where the device has another rate. NoDevice.
Result<Pcm> open_pcm(const std::string& name, snd_pcm_stream_t stream);

}  // namespace doorstep::sound
