// Sound files there and back, and what is none; tempo.
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>

#include "sound/loudness.hpp"
#include "sound/sound_file.hpp"
#include "sound/tempo.hpp"
#include "sound/testing.hpp"

namespace doorstep::sound {
namespace {

using testing::pitch;
using testing::tone;

constexpr std::int64_t minute = 60'000;

// A wav file of 16 bits as the textbook has it.
Bytes wav(const Sound& sound, int channels) {
    std::string out = "RIFF0000WAVEfmt ";
    const auto number = [&](std::uint32_t value, int bytes) {
        for (int i = 0; i < bytes; ++i) {
            out.push_back(static_cast<char>(value >> (8 * i)));
        }
    };
    const auto rate = static_cast<std::uint32_t>(sound.rate);
    const auto wide = static_cast<std::uint32_t>(channels);
    number(16, 4);
    number(1, 2);
    number(wide, 2);
    number(rate, 4);
    number(rate * 2 * wide, 4);
    number(2 * wide, 2);
    number(16, 2);
    out += "data";
    number(static_cast<std::uint32_t>(sound.samples.size()) * 2 * wide, 4);
    for (const auto sample : sound.samples) {
        for (int c = 0; c < channels; ++c) {
            number(static_cast<std::uint32_t>(static_cast<int>(sample * 32767)), 2);
        }
    }
    const auto size = static_cast<std::uint32_t>(out.size() - 8);
    std::memcpy(out.data() + 4, &size, 4);
    return {out.begin(), out.end()};
}

TEST(SoundFile, OpusThereAndBackSoundsTheSame) {
    const auto said = tone(2000, 0.3, 440);
    const auto file = encode(said);
    ASSERT_TRUE(file) << file.error().text();
    EXPECT_LT(file->size(), 30'000U);
    const auto heard = decode(*file, minute);
    ASSERT_TRUE(heard) << heard.error().text();
    EXPECT_EQ(heard->rate, speech_rate);
    EXPECT_NEAR(static_cast<double>(heard->ms()), 2000, 30);
    EXPECT_NEAR(pitch(*heard), 440, 5);
    EXPECT_NEAR(measure(*heard).lufs, measure(said).lufs, 1);
}

TEST(SoundFile, AWavOfAnyRateAndTwoChannelsBecomesOneChannelOfSpeech) {
    for (const int rate : {8'000, 44'100, 96'000}) {
        const auto heard = decode(wav(tone(1000, 0.3, 440, rate), 2), minute);
        ASSERT_TRUE(heard) << rate;
        EXPECT_EQ(heard->rate, speech_rate);
        EXPECT_NEAR(static_cast<double>(heard->ms()), 1000, 5) << rate;
        EXPECT_NEAR(pitch(*heard), 440, 5) << rate;
        EXPECT_NEAR(measure(*heard).peak, 0.3, 0.02) << rate;
    }
}

TEST(SoundFile, WhatIsNoSoundIsSaid) {
    const std::string text = "this is a letter, not a recording, and long enough to be looked at";
    EXPECT_TRUE(decode(as_bytes(text), minute).error().is(SoundError::NotASound));
    EXPECT_TRUE(decode({}, minute).error().is(SoundError::NotASound));
    EXPECT_TRUE(decode(wav(tone(0), 1), minute).error().is(SoundError::Empty));
    EXPECT_TRUE(encode({}).error().is(SoundError::Empty));
    EXPECT_FALSE(read_sound("/", minute));
}

TEST(SoundFile, OverTheBoundItIsNotDecoded) {
    EXPECT_TRUE(decode(wav(tone(3000), 1), 2000).error().is(SoundError::TooLong));
    EXPECT_TRUE(decode(*encode(tone(3000)), 2000).error().is(SoundError::TooLong));
    EXPECT_TRUE(decode(wav(tone(3000), 1), 3000));
}

TEST(SoundFile, HalfAFileIsAShorterSoundOrNone) {
    const auto whole = *encode(tone(2000));
    for (std::size_t size = 0; size < whole.size(); size += 97) {
        const auto half = decode(BytesView(whole).first(size), minute);
        EXPECT_TRUE(!half || half->ms() <= 2100);
    }
}

TEST(Tempo, FasterAndSlowerAtTheSamePitch) {
    const auto said = tone(3000, 0.3, 220);
    for (const double tempo : {0.75, 1.35, 1.75}) {
        const auto heard = at_tempo(said, tempo);
        EXPECT_NEAR(static_cast<double>(heard.ms()), 3000 / tempo, 60) << tempo;
        EXPECT_NEAR(pitch(heard), 220, 6) << tempo;
    }
    EXPECT_EQ(at_tempo(said, 1).samples, said.samples);
}

}  // namespace
}  // namespace doorstep::sound
