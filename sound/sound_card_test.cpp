// The way to and from libasound: its own "file" device keeps what is played; a recording stands for a microphone.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "base/files.hpp"
#include "sound/loudness.hpp"
#include "sound/microphone.hpp"
#include "sound/player.hpp"
#include "sound/sound_file.hpp"
#include "sound/testing.hpp"

namespace doorstep::sound {
namespace {

namespace fs = std::filesystem;
using testing::pitch;
using testing::tone;

// libasound reads its configuration once a process.
class Card {
  public:
    static Card& the() {
        static Card one;
        return one;
    }
    ~Card() { fs::remove_all(folder); }
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;
    // Raw samples of 16 bits.
    Sound played() const {
        std::ifstream in(folder / "played", std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)), {});
        Sound out;
        out.rate = speech_rate;
        for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
            out.samples.push_back(static_cast<float>(static_cast<std::int16_t>(static_cast<unsigned char>(bytes[i]) |
                                                                               (bytes[i + 1] << 8))) /
                                  32768.0F);
        }
        return out;
    }
    fs::path put(const char* name, const Sound& sound) const {
        EXPECT_TRUE(write_file_atomically(folder / name, *encode(sound)));
        return folder / name;
    }
    fs::path folder;

  private:
    Card() {
        std::string name = "/dev/shm/soundXXXXXX";
        folder = ::mkdtemp(name.data());
        std::ofstream(folder / "asound.conf")
            << "pcm.null { type null }\npcm.default { type file slave.pcm null file \"" << (folder / "played").native()
            << "\" format raw }\n";
        ::setenv("ALSA_CONFIG_PATH", (folder / "asound.conf").c_str(), 1);
    }
};

class SoundCard : public ::testing::Test {
  protected:
    void SetUp() override { fs::remove(card.folder / "played"); }
    // What it printed; `names` are its standard input.
    std::string play(const std::string& options, const std::string& names, int& code) const {
        const auto list = card.folder / "names";
        std::ofstream(list) << names;
        const auto command = std::string(DOORSTEP_BIN_DIR "/doorstep-play ") + options + " <" + list.native() + " 2>&1";
        auto* const out = ::popen(command.c_str(), "r");
        std::string text;
        for (int c = 0; (c = std::fgetc(out)) != EOF;) {
            text.push_back(static_cast<char>(c));
        }
        code = ::pclose(out);
        return text;
    }
    Card& card = Card::the();
};

TEST_F(SoundCard, PlaysAsFastAndAsLoudAsThePersonLikesAtTheSamePitch) {
    ASSERT_TRUE(sound::play(tone(1000, 0.8, 440), {1, 1, ""}));
    EXPECT_NEAR(static_cast<double>(card.played().ms()), 1000, 5);
    EXPECT_NEAR(measure(card.played()).peak, 0.8, 0.01);
    fs::remove(card.folder / "played");
    ASSERT_TRUE(sound::play(tone(1000, 0.8, 440), {1.75, 0.25, ""}));
    EXPECT_NEAR(static_cast<double>(card.played().ms()), 1000 / 1.75, 30);
    EXPECT_NEAR(measure(card.played()).peak, 0.2, 0.02);
    EXPECT_NEAR(pitch(card.played()), 440, 12);
}

TEST_F(SoundCard, NoCardIsSaid) {
    EXPECT_TRUE(sound::play(tone(10), {1, 1, "missing"}).error().is(SoundError::NoDevice));
    EXPECT_TRUE(Microphone::open("alsa:missing").error().is(SoundError::NoDevice));
    EXPECT_TRUE(Microphone::open("file:/missing.wav").error().is(SoundError::NoDevice));
    EXPECT_TRUE(Microphone::open("what").error().is(SoundError::NoDevice));
}

TEST_F(SoundCard, ThePlayerTellsWhatWasHeardAndWhatCannotBe) {
    const auto good = card.put("good.ogg", tone(400, 0.5, 440)).native();
    int code = 0;
    EXPECT_EQ(play("--tempo 1 --loudness 0.5", good + "\n" + good + "\n", code), "played\nplayed\n");
    EXPECT_EQ(code, 0);
    std::ofstream(card.folder / "bad.ogg") << "no sound";
    const auto said = play("", good + "\n" + (card.folder / "bad.ogg").native() + "\n", code);
    EXPECT_TRUE(said.find("played\n") != std::string::npos && said.find("NotASound") != std::string::npos) << said;
    EXPECT_NE(code, 0);
}

TEST_F(SoundCard, AMicrophoneOfAlsaGivesWhatTheDeviceHas) {
    const auto microphone = Microphone::open("alsa:null");
    ASSERT_TRUE(microphone) << microphone.error().text();
    const auto heard = (*microphone)->read();
    ASSERT_TRUE(heard) << heard.error().text();
    EXPECT_GT(heard->size(), 0U);
}

TEST_F(SoundCard, ARecordingStandsForAMicrophoneAndIsSilentAfterItsEnd) {
    const auto file = card.put("said.ogg", tone(250, 0.5));
    const auto microphone = Microphone::open("file:" + file.native());
    ASSERT_TRUE(microphone) << microphone.error().text();
    Sound heard{speech_rate, {}};
    for (int step = 0; step < 5; ++step) {
        const auto some = (*microphone)->read();
        ASSERT_TRUE(some);
        heard.samples.insert(heard.samples.end(), some->begin(), some->end());
    }
    EXPECT_EQ(heard.ms(), 5 * step_ms);
    EXPECT_NEAR(measure(heard).peak, 0.5, 0.1);
    EXPECT_EQ(recent_peak(heard, 200), 0);
}

}  // namespace
}  // namespace doorstep::sound
