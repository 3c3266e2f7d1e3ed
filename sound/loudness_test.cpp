// How loud a recording is, its quiet ends, and all recordings equally loud.
#include <gtest/gtest.h>

#include "sound/loudness.hpp"
#include "sound/testing.hpp"

namespace doorstep::sound {
namespace {

using testing::joined;
using testing::silence;
using testing::tone;

TEST(Loudness, LoudAndQuietSpeechBecomeEquallyLoud) {
    for (const double loudness : {0.02, 0.3, 0.9}) {
        EXPECT_NEAR(measure(evened(tone(2000, loudness))).lufs, wanted_lufs, 0.5) << loudness;
    }
    EXPECT_NEAR(measure(evened(tone(150, 0.3))).lufs, wanted_lufs, 1) << "one short word";
}

TEST(Loudness, NothingIsMadeSoLoudThatItBreaks) {
    auto clap = silence(3000);
    clap.samples[100] = 0.9F;
    EXPECT_LE(measure(evened(clap)).peak, 0.96);
    EXPECT_EQ(measure(evened(silence(500))).peak, 0) << "silence stays silence";
}

TEST(Loudness, WhatTheMicrophoneCutOffIsCounted) {
    EXPECT_EQ(measure(tone(500, 0.9)).clipped, 0);
    auto loud = tone(500, 3);
    for (auto& sample : loud.samples) {
        sample = std::clamp(sample, -1.0F, 1.0F);
    }
    EXPECT_GT(measure(loud).clipped, 100);
}

TEST(Loudness, TheQuietEndsAreCutOffButForABreath) {
    const auto said = joined(joined(silence(2000), joined(tone(500), joined(silence(300), tone(500)))), silence(1500));
    EXPECT_NEAR(static_cast<double>(trimmed(said).ms()), 1300 + 2 * pause_ms, 50);
    EXPECT_EQ(trimmed(silence(700)).ms(), 700);
    EXPECT_EQ(trimmed(tone(5)).ms(), 5);
}

TEST(Loudness, TheMeterShowsWhatWasSaidJustNow) {
    EXPECT_NEAR(recent_peak(joined(silence(1000), tone(100, 0.5)), 100), 0.5, 0.01);
    EXPECT_EQ(recent_peak(joined(tone(1000, 0.5), silence(200)), 100), 0);
    EXPECT_EQ(recent_peak({}, 100), 0);
}

}  // namespace
}  // namespace doorstep::sound
