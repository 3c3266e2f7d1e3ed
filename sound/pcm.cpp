#include "sound/pcm.hpp"

namespace doorstep::sound {
namespace {

constexpr unsigned latency_us = 200'000;

void ignore_message(const char*, int, const char*, int, const char*, ...) {}

}  // namespace

Result<Pcm> open_pcm(const std::string& name, snd_pcm_stream_t stream) {
    ::snd_lib_error_set_handler(ignore_message);  // what is missing is said by us, once
    snd_pcm_t* opened = nullptr;
    const auto* const known = name.empty() ? "default" : name.c_str();
    if (const int failed = ::snd_pcm_open(&opened, known, stream, 0); failed < 0) {
        return Error(SoundError::NoDevice, ::snd_strerror(failed));
    }
    Pcm pcm(opened, &::snd_pcm_close);
    const int failed =
        ::snd_pcm_set_params(opened, SND_PCM_FORMAT_S16, SND_PCM_ACCESS_RW_INTERLEAVED, 1, speech_rate, 1, latency_us);
    if (failed < 0) {
        return Error(SoundError::NoDevice, ::snd_strerror(failed));
    }
    return pcm;
}

}  // namespace doorstep::sound
