#include "sound/sound_file.hpp"

#include <sndfile.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <utility>

#include "base/files.hpp"

namespace doorstep::sound {
namespace {

// Rates of people and machines; a header may claim anything.
constexpr int lowest_rate = 4'000;
constexpr int highest_rate = 192'000;
constexpr int most_channels = 8;
// Of a stream at once; no file that claims millions of samples gets memory for them before it has given them.
constexpr sf_count_t block = 8192;

// Bytes as libsndfile's file: one object for reading and writing.
struct Memory {
    BytesView in;
    Bytes out;
    sf_count_t at = 0;
    bool writing = false;
    sf_count_t size() const { return static_cast<sf_count_t>(writing ? out.size() : in.size()); }
};

Memory& memory(void* user) {
    return *static_cast<Memory*>(user);
}

sf_count_t length(void* user) {
    return memory(user).size();
}

sf_count_t seek(sf_count_t offset, int whence, void* user) {
    auto& file = memory(user);
    const auto from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? file.at : file.size();
    file.at = std::clamp<sf_count_t>(from + offset, 0, file.size());
    return file.at;
}

sf_count_t read(void* to, sf_count_t count, void* user) {
    auto& file = memory(user);
    const auto some = std::clamp<sf_count_t>(count, 0, file.size() - file.at);
    if (some > 0) {
        std::memcpy(to, file.in.data() + file.at, static_cast<std::size_t>(some));
        file.at += some;
    }
    return some;
}

sf_count_t write(const void* from, sf_count_t count, void* user) {
    auto& file = memory(user);
    const auto end = static_cast<std::size_t>(file.at + count);
    if (file.out.size() < end) {
        file.out.resize(end);
    }
    std::memcpy(file.out.data() + file.at, from, static_cast<std::size_t>(count));
    file.at += count;
    return count;
}

sf_count_t tell(void* user) {
    return memory(user).at;
}

SF_VIRTUAL_IO virtual_io() {
    return {length, seek, read, write, tell};
}

using File = std::unique_ptr<SNDFILE, decltype(&::sf_close)>;

float mixed(const float* frame, int channels) {
    float sum = 0;
    for (int c = 0; c < channels; ++c) {
        sum += frame[c];
    }
    const float mean = sum / static_cast<float>(channels);
    return std::isfinite(mean) ? std::clamp(mean, -1.0F, 1.0F) : 0.0F;
}

}  // namespace

Result<Sound> decode(BytesView bytes, std::int64_t longest_ms) {
    Memory source;
    source.in = bytes;
    auto io = virtual_io();
    SF_INFO info{};
    const File file(::sf_open_virtual(&io, SFM_READ, &info, &source), &::sf_close);
    if (!file || info.channels < 1 || info.channels > most_channels || info.samplerate < lowest_rate ||
        info.samplerate > highest_rate) {
        return Error(SoundError::NotASound);
    }
    const auto most = longest_ms * info.samplerate / 1000;
    // What does not tell its length claims the largest number there is.
    if (info.frames > most && info.frames < SF_COUNT_MAX) {
        return Error(SoundError::TooLong);
    }
    Sound sound;
    sound.rate = info.samplerate;
    std::vector<float> frames(static_cast<std::size_t>(block * info.channels));
    for (sf_count_t got = 0; (got = ::sf_readf_float(file.get(), frames.data(), block)) > 0;) {
        if (static_cast<std::int64_t>(sound.samples.size()) + got > most) {
            return Error(SoundError::TooLong);
        }
        for (sf_count_t i = 0; i < got; ++i) {
            sound.samples.push_back(mixed(frames.data() + i * info.channels, info.channels));
        }
    }
    if (sound.samples.empty()) {
        return Error(SoundError::Empty);
    }
    return at_rate(sound, speech_rate);
}

Result<Sound> read_sound(const std::filesystem::path& file, std::int64_t longest_ms) {
    DOORSTEP_TRY(const auto bytes, read_file(file, largest_file));
    return decode(bytes, longest_ms);
}

Result<Bytes> encode(const Sound& sound) {
    const auto speech = at_rate(sound, speech_rate);
    if (speech.samples.empty()) {
        return Error(SoundError::Empty);
    }
    Memory target;
    target.writing = true;
    auto io = virtual_io();
    SF_INFO info{};
    info.samplerate = speech_rate;
    info.channels = 1;
    info.format = SF_FORMAT_OGG | SF_FORMAT_OPUS;
    {
        const File file(::sf_open_virtual(&io, SFM_WRITE, &info, &target), &::sf_close);
        const auto count = static_cast<sf_count_t>(speech.samples.size());
        if (!file || ::sf_write_float(file.get(), speech.samples.data(), count) != count) {
            return Error(SoundError::NotASound, "libsndfile does not write Opus");
        }
    }
    return std::move(target.out);
}

}  // namespace doorstep::sound
