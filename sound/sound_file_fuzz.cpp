// A file that a county says is a recording. libsndfile reads some twenty formats: what is found there is worth telling
// its authors.
#include <cmath>
#include <stdexcept>

#include "base/testing/fuzz_target.hpp"
#include "sound/sound_file.hpp"
#include "sound/testing.hpp"

using namespace doorstep;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::int64_t longest_ms = 2'000;
    const auto sound = sound::decode({data, size}, longest_ms);
    if (!sound) {
        return 0;
    }
    if (sound->rate != sound::speech_rate || sound->ms() > longest_ms + 1) {
        throw std::logic_error("longer than the bound");
    }
    for (const auto sample : sound->samples) {
        if (!std::isfinite(sample)) {
            throw std::logic_error("not a number");
        }
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    constexpr std::string_view wav(
        "RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0data\x8\0\0\0\1\0\2\0\3\0\4\0", 52);
    return {*sound::encode(sound::testing::tone(60)), {wav.begin(), wav.end()}};
}
