#include "sound/sound.hpp"

#include <samplerate.h>

#include <array>
#include <cmath>

namespace doorstep::sound {

std::int64_t Sound::ms() const {
    return rate == 0 ? 0 : static_cast<std::int64_t>(samples.size()) * 1000 / rate;
}

Sound at_rate(const Sound& sound, int rate) {
    if (sound.rate == rate || sound.rate == 0 || sound.samples.empty()) {
        return sound;
    }
    SRC_DATA data{};
    data.src_ratio = static_cast<double>(rate) / sound.rate;
    Sound out;
    out.rate = rate;
    out.samples.resize(static_cast<std::size_t>(std::ceil(data.src_ratio * static_cast<double>(sound.samples.size()))));
    data.data_in = sound.samples.data();
    data.input_frames = static_cast<long>(sound.samples.size());
    data.data_out = out.samples.data();
    data.output_frames = static_cast<long>(out.samples.size());
    const int failed = ::src_simple(&data, SRC_SINC_MEDIUM_QUALITY, 1);
    out.samples.resize(failed == 0 ? static_cast<std::size_t>(data.output_frames_gen) : 0);
    return out;
}

}  // namespace doorstep::sound

namespace doorstep {

std::string_view ErrorNames<sound::SoundError>::name(sound::SoundError e) {
    constexpr std::array<std::string_view, 6> names{"", "NotASound", "TooLong", "Empty", "NoDevice", "DeviceFailed"};
    return names.at(static_cast<std::size_t>(e));
}

}  // namespace doorstep
