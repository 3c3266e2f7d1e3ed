// What is said about recordings that will not do.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "kiosk/prompts/check.hpp"
#include "kiosk/prompts/keep.hpp"
#include "kiosk/prompts/testing.hpp"
#include "sound/sound_file.hpp"
#include "sound/testing.hpp"

namespace doorstep::prompts {
namespace {

using sound::testing::joined;
using sound::testing::silence;
using sound::testing::tone;

class PromptsCheck : public ::testing::Test {
  protected:
    void record(const Sentence& sentence, const sound::Sound& raw) {
        const auto kept = keep(folder.path, dialect, sentence, raw);
        ASSERT_TRUE(kept) << kept.error().text();
    }
    std::string found() {
        std::string out;
        for (const auto& one : check(folder.path, dialect, sentences)) {
            out += std::string(trouble_name(one.trouble)) + " " + one.key + "; ";
        }
        return out;
    }
    testing::Folder folder;
    Dialect dialect{"test", "试话", "zh_CN", {}};
    std::vector<Sentence> sentences{{"Home.1", "app", "您要办什么事？"}, {"Home.2", "app", "请放好身份证。"}};
};

TEST_F(PromptsCheck, AGoodRecordingIsEvenedCutAndFoundAgain) {
    record(sentences[0], joined(silence(1000), joined(tone(1500, 0.1), silence(2000))));
    record(sentences[1], tone(1200, 0.6));
    EXPECT_EQ(found(), "");
    const auto again = load_dialect(folder.path);
    ASSERT_TRUE(again);
    ASSERT_EQ(again->recordings.size(), 2U);
    EXPECT_NEAR(static_cast<double>(again->recordings[0].ms), 1800, 60);
    const auto played = sound::read_sound(folder.path / again->recordings[0].file, 10'000);
    ASSERT_TRUE(played);
    EXPECT_NEAR(static_cast<double>(played->ms()), 1800, 60);
}

TEST_F(PromptsCheck, WhatIsMissingAndWhatWasSaidBeforeTheSentenceChangedIsSaid) {
    record(sentences[0], tone(1200));
    sentences[0].text = "您想办什么事？";
    EXPECT_EQ(found(), "stale Home.1; missing Home.2; ");
    record(sentences[0], tone(1300));
    EXPECT_EQ(found(), "missing Home.2; ");
    EXPECT_EQ(dialect.recordings.size(), 1U) << "in place of the old one";
    int files = 0;
    for (const auto& one : std::filesystem::directory_iterator(folder.path)) {
        files += one.path().extension() == ".ogg" ? 1 : 0;
    }
    EXPECT_EQ(files, 1) << "whose file is gone";
    sentences.erase(sentences.begin());
    EXPECT_EQ(found(), "missing Home.2; stale Home.1; ") << "said by no page any more";
}

TEST_F(PromptsCheck, TooQuietClippedAndTooLongAreSaid) {
    record(sentences[0], tone(1500, 0.002));
    auto loud = tone(9000, 2);
    for (auto& sample : loud.samples) {
        sample = std::clamp(sample, -1.0F, 1.0F);
    }
    record(sentences[1], loud);
    EXPECT_EQ(found(), "too-quiet Home.1; too-long Home.2; clipped Home.2; ");
}

TEST_F(PromptsCheck, AFileThatIsNoSoundOrAnotherOneIsSaid) {
    record(sentences[0], tone(1200));
    record(sentences[1], tone(1200));
    std::ofstream(folder.path / dialect.recordings[0].file) << "no sound";
    std::filesystem::remove(folder.path / dialect.recordings[1].file);
    EXPECT_EQ(found(), "changed Home.1; not-a-sound Home.1; not-a-sound Home.2; ");
}

}  // namespace
}  // namespace doorstep::prompts
