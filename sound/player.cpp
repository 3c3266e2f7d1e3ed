#include "sound/player.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "sound/pcm.hpp"
#include "sound/tempo.hpp"

namespace doorstep::sound {

Status play(const Sound& sound, const Playing& how) {
    const auto speech = at_tempo(at_rate(sound, speech_rate), how.tempo);
    const auto gain = static_cast<float>(std::clamp(how.loudness, 0.0, 1.0)) * 32767.0F;
    std::vector<std::int16_t> out(speech.samples.size());
    std::transform(speech.samples.begin(), speech.samples.end(), out.begin(), [gain](float sample) {
        return static_cast<std::int16_t>(std::lround(std::clamp(sample, -1.0F, 1.0F) * gain));
    });
    DOORSTEP_TRY(const auto pcm, open_pcm(how.device, SND_PCM_STREAM_PLAYBACK));
    for (std::size_t at = 0; at < out.size();) {
        auto taken = ::snd_pcm_writei(pcm.get(), out.data() + at, out.size() - at);
        if (taken < 0) {  // ran dry in a busy moment
            taken = ::snd_pcm_recover(pcm.get(), static_cast<int>(taken), 1);
        }
        if (taken < 0) {
            return Error(SoundError::DeviceFailed, ::snd_strerror(static_cast<int>(taken)));
        }
        at += static_cast<std::size_t>(taken);
    }
    ::snd_pcm_drain(pcm.get());
    return {};
}

}  // namespace doorstep::sound
