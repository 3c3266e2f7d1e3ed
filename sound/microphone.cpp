#include "sound/microphone.hpp"

#include <alsa/asoundlib.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <thread>
#include <utility>

#include "sound/pcm.hpp"
#include "sound/sound_file.hpp"

namespace doorstep::sound {
namespace {

constexpr std::size_t step_samples = static_cast<std::size_t>(speech_rate) * step_ms / 1000;
constexpr int patience_ms = 10 * step_ms;
constexpr std::int64_t longest_clip_ms = 600'000;

class CardMicrophone final : public Microphone {
  public:
    explicit CardMicrophone(Pcm pcm) : pcm_(std::move(pcm)) {}
    Result<std::vector<float>> read() override {
        std::vector<std::int16_t> in(step_samples);
        if (::snd_pcm_state(pcm_.get()) == SND_PCM_STATE_PREPARED) {
            ::snd_pcm_start(pcm_.get());
        }
        if (::snd_pcm_wait(pcm_.get(), patience_ms) == 0) {
            return Error(SoundError::DeviceFailed, "silent");
        }
        auto got = ::snd_pcm_readi(pcm_.get(), in.data(), in.size());
        if (got < 0) {  // an overrun, after a busy moment: go on
            if (const int gone = ::snd_pcm_recover(pcm_.get(), static_cast<int>(got), 1); gone < 0) {
                return Error(SoundError::DeviceFailed, ::snd_strerror(gone));
            }
            got = 0;
        }
        std::vector<float> out(static_cast<std::size_t>(got));
        std::transform(in.begin(), in.begin() + got, out.begin(),
                       [](std::int16_t s) { return static_cast<float>(s) / 32768.0F; });
        return out;
    }

  private:
    Pcm pcm_;
};

class ClipMicrophone final : public Microphone {
  public:
    explicit ClipMicrophone(Sound clip) : clip_(std::move(clip)) {}
    Result<std::vector<float>> read() override {
        due_ += std::chrono::milliseconds(step_ms);
        std::this_thread::sleep_until(due_);
        std::vector<float> out(step_samples, 0.0F);
        const auto many = std::min(step_samples, clip_.samples.size() - at_);
        std::copy_n(clip_.samples.begin() + static_cast<std::ptrdiff_t>(at_), many, out.begin());
        at_ += many;
        return out;
    }

  private:
    Sound clip_;
    std::size_t at_ = 0;
    std::chrono::steady_clock::time_point due_ = std::chrono::steady_clock::now();
};

}  // namespace

Result<std::unique_ptr<Microphone>> Microphone::open(std::string_view address) {
    if (constexpr std::string_view file = "file:"; address.starts_with(file)) {
        auto clip = read_sound(std::string(address.substr(file.size())), longest_clip_ms);
        if (!clip) {
            return clip.error().module() == "file" ? Error(SoundError::NoDevice, clip.error().text()) : clip.error();
        }
        return std::unique_ptr<Microphone>(std::make_unique<ClipMicrophone>(*std::move(clip)));
    }
    constexpr std::string_view card = "alsa:";
    if (!address.starts_with(card)) {
        return Error(SoundError::NoDevice, "alsa:… or file:… is meant");
    }
    DOORSTEP_TRY(auto pcm, open_pcm(std::string(address.substr(card.size())), SND_PCM_STREAM_CAPTURE));
    return std::unique_ptr<Microphone>(std::make_unique<CardMicrophone>(std::move(pcm)));
}

}  // namespace doorstep::sound
