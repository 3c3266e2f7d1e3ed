#include "sound/loudness.hpp"

#include <ebur128.h>

#include <algorithm>
#include <cmath>

namespace doorstep::sound {
namespace {

constexpr double silence_lufs = -70;
constexpr double highest_peak = 0.95;
constexpr float full_scale = 0.999F;
constexpr int shortest_clip = 3;
// Blocks of the norm are 400 ms: a shorter sound is measured as if it were said again and again.
constexpr std::int64_t measured_ms = 3000;
// A window counts as speech over this share of the loudest one: breath and hum lie below.
constexpr int window_ms = 20;
constexpr double speech_share = 0.04;
// And over this much in any case: the noise of an empty room.
constexpr double speech_floor = 0.003;

float size_of(float sample) {
    return std::abs(sample);
}

std::size_t samples_in(const Sound& sound, std::int64_t ms) {
    return static_cast<std::size_t>(sound.rate * ms / 1000);
}

std::vector<double> windows_of(const Sound& sound, std::size_t window) {
    std::vector<double> levels;
    for (std::size_t from = 0; from < sound.samples.size(); from += window) {
        const auto to = std::min(from + window, sound.samples.size());
        double sum = 0;
        for (auto i = from; i < to; ++i) {
            sum += static_cast<double>(sound.samples[i]) * sound.samples[i];
        }
        levels.push_back(std::sqrt(sum / static_cast<double>(to - from)));
    }
    return levels;
}

int clipped_runs(const Sound& sound) {
    int runs = 0;
    int run = 0;
    for (const auto sample : sound.samples) {
        run = size_of(sample) >= full_scale ? run + 1 : 0;
        runs += run == shortest_clip ? 1 : 0;
    }
    return runs;
}

}  // namespace

Loudness measure(const Sound& sound) {
    Loudness out;
    if (sound.samples.empty()) {
        return out;
    }
    for (const auto sample : sound.samples) {
        out.peak = std::max<double>(out.peak, size_of(sample));
    }
    out.clipped = clipped_runs(sound);
    auto* meter = ::ebur128_init(1, static_cast<unsigned long>(sound.rate), EBUR128_MODE_I);
    if (meter == nullptr) {
        return out;
    }
    const auto wanted = samples_in(sound, measured_ms);
    for (std::size_t done = 0; done < std::max(wanted, sound.samples.size()); done += sound.samples.size()) {
        ::ebur128_add_frames_float(meter, sound.samples.data(), sound.samples.size());
    }
    double lufs = silence_lufs;
    ::ebur128_loudness_global(meter, &lufs);
    ::ebur128_destroy(&meter);
    out.lufs = std::isfinite(lufs) ? std::max(lufs, silence_lufs) : silence_lufs;
    return out;
}

Sound trimmed(const Sound& sound) {
    const auto window = samples_in(sound, window_ms);
    if (window == 0 || sound.samples.size() < window) {
        return sound;
    }
    const auto levels = windows_of(sound, window);
    const auto loudest = *std::max_element(levels.begin(), levels.end());
    const auto limit = std::max(loudest * speech_share, speech_floor);
    const auto is_speech = [&](double level) { return level >= limit; };
    const auto first = std::find_if(levels.begin(), levels.end(), is_speech);
    if (first == levels.end()) {
        return sound;
    }
    const auto last = std::find_if(levels.rbegin(), levels.rend(), is_speech);
    const auto pause = samples_in(sound, pause_ms);
    const auto begins = static_cast<std::size_t>(first - levels.begin()) * window;
    const auto ends = static_cast<std::size_t>(levels.rend() - last) * window;
    const auto from = begins > pause ? begins - pause : 0;
    const auto to = std::min(ends + pause, sound.samples.size());
    return {sound.rate,
            {sound.samples.begin() + static_cast<std::ptrdiff_t>(from),
             sound.samples.begin() + static_cast<std::ptrdiff_t>(to)}};
}

Sound evened(const Sound& sound) {
    const auto now = measure(sound);
    if (now.lufs <= silence_lufs || now.peak <= 0) {
        return sound;
    }
    const auto gain =
        static_cast<float>(std::min(std::pow(10, (wanted_lufs - now.lufs) / 20), highest_peak / now.peak));
    Sound out = sound;
    for (auto& sample : out.samples) {
        sample *= gain;
    }
    return out;
}

double recent_peak(const Sound& sound, int ms) {
    const auto many = std::min(samples_in(sound, ms), sound.samples.size());
    float peak = 0;
    for (auto i = sound.samples.size() - many; i < sound.samples.size(); ++i) {
        peak = std::max(peak, size_of(sound.samples[i]));
    }
    return peak;
}

}  // namespace doorstep::sound
