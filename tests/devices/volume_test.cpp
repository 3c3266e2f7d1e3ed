// The loudspeaker's sound over the real libasound, with a mixer that lies in a file (emulators/sound): the driver, and
// the whole way from a session to the mixer.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "device-drivers/cabinet/volume.hpp"
#include "device-drivers/hub/hub_fixture.hpp"

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;

// Loudness (0 to 87) and switch. One a process: libasound reads its configuration once.
class StandInMixer {
  public:
    static StandInMixer& the() {
        static StandInMixer one;
        return one;
    }
    ~StandInMixer() { fs::remove_all(folder_); }
    StandInMixer(const StandInMixer&) = delete;
    StandInMixer& operator=(const StandInMixer&) = delete;
    void put(const std::string& numbers) const {
        const auto fresh = folder_ / "fresh";
        std::ofstream(fresh) << numbers << "\n";
        fs::rename(fresh, state());
    }
    void headphones(bool in) const {
        const auto fresh = folder_ / "fresh-jack";
        std::ofstream(fresh) << (in ? "1" : "0") << "\n";
        fs::rename(fresh, folder_ / "jack");
    }
    void pull_off() const { fs::remove(state()); }
    std::string numbers() const {
        std::string line;
        std::ifstream in(state());
        std::getline(in, line);
        return line;
    }

  private:
    StandInMixer() {
        std::string name = "/dev/shm/soundXXXXXX";
        folder_ = ::mkdtemp(name.data());
        const auto configuration = folder_ / "asound.conf";
        const auto jack = "\" jack \"" + (folder_ / "jack").native();
        std::ofstream(configuration) << "ctl_type.standin { lib \"" DOORSTEP_STAND_IN_MIXER "\" }\n"
                                     << "ctl.default { type standin state \"" << state().native() << "\" }\n"
                                     << "ctl.second { type standin state \"" << state().native() << "\" }\n"
                                     << "ctl.jack { type standin state \"" << state().native() << jack << "\" }\n";
        ::setenv("ALSA_CONFIG_PATH", configuration.c_str(), 1);
    }
    fs::path state() const { return folder_ / "state"; }
    fs::path folder_;
};

class Volume : public ::testing::Test {
  protected:
    void SetUp() override {
        mixer.put("40 1");
        mixer.headphones(false);
    }
    StandInMixer& mixer = StandInMixer::the();
};

TEST_F(Volume, IsSetInPercentOfTheElementsOwnRange) {
    const auto sound = make_volume("", "");
    ASSERT_TRUE(sound->open()) << sound->open().error().text();
    EXPECT_EQ(sound->name(), "default/Master");
    EXPECT_EQ(sound->get().value(), 46);
    ASSERT_TRUE(sound->set(100));
    EXPECT_EQ(mixer.numbers(), "87 1");
    ASSERT_TRUE(sound->set(50));
    EXPECT_EQ(mixer.numbers(), "44 1");
    ASSERT_TRUE(sound->set(0));
    EXPECT_EQ(mixer.numbers(), "0 0") << "the least loudness of many cards can still be heard";
    EXPECT_EQ(sound->get().value(), 0);
    ASSERT_TRUE(sound->set(10));
    EXPECT_EQ(mixer.numbers(), "9 1");
}

TEST_F(Volume, NoCardIsMissingAndComesBackByItself) {
    mixer.pull_off();
    const auto sound = make_volume("second", "");
    EXPECT_TRUE(sound->open().error().is(LevelError::Missing));
    mixer.put("87 1");
    ASSERT_TRUE(sound->open());
    EXPECT_EQ(sound->get().value(), 100);
    mixer.pull_off();
    EXPECT_TRUE(sound->set(30).error().is(LevelError::Missing));
    EXPECT_TRUE(sound->open().error().is(LevelError::Missing));
    EXPECT_TRUE(make_volume("third", "")->open().error().is(LevelError::Missing));
}

TEST_F(Volume, AnElementThatTheCardDoesNotHaveIsMissing) {
    const auto sound = make_volume("", "Headphone");
    EXPECT_TRUE(sound->open().error().is(LevelError::Missing));
    EXPECT_TRUE(make_volume("", "Master")->open());
}

TEST_F(Volume, HeadphonesAreToldByTheCardAndSilenceTheLoudspeakerBesideThem) {
    mixer.put("40 1 1");
    const auto sound = make_volume("jack", "");
    ASSERT_TRUE(sound->open());
    EXPECT_EQ(sound->jack(), Jack::Out);
    mixer.headphones(true);
    EXPECT_EQ(sound->jack(), Jack::In);
    EXPECT_TRUE(sound->silence_speaker(true));
    EXPECT_EQ(mixer.numbers(), "40 1 0") << "the headphones go on";
    ASSERT_TRUE(sound->set(50));
    EXPECT_EQ(mixer.numbers(), "44 1 0") << "louder for who listens, not for the room";
    mixer.headphones(false);
    EXPECT_EQ(sound->jack(), Jack::Out);
    sound->silence_speaker(false);
    EXPECT_EQ(mixer.numbers(), "44 1 1");
}

TEST_F(Volume, WhereTheLoudspeakerHasNoSwitchOfItsOwnNobodyIsAlone) {
    const auto sound = make_volume("jack", "");
    ASSERT_TRUE(sound->open());
    mixer.headphones(true);
    EXPECT_FALSE(sound->silence_speaker(true));
    EXPECT_EQ(mixer.numbers(), "40 1");
}

TEST_F(Volume, ACardWithoutAJackTellsOfNoHeadphones) {
    const auto sound = make_volume("", "");
    mixer.headphones(true);
    EXPECT_EQ(sound->jack(), Jack::None) << "not opened yet";
    ASSERT_TRUE(sound->open());
    EXPECT_EQ(sound->jack(), Jack::None);
}

class VolumeWorker : public testing::HubTest {
  protected:
    void SetUp() override {
        HubTest::SetUp();
        without_devices();
        auto& config = options.config;
        config.speaker_device = "alsa:";
        config.speaker_percent = 50;
        options.workers.panel = fs::path(DOORSTEP_BIN_DIR) / "doorstep-worker-panel";
        mixer.put("87 0");
        mixer.headphones(false);
    }
    bool headphones_are(wire::LevelState::Headphones how) {
        return last("speaker", [=](const wire::Device& d) {
            return d.state() == wire::Device::READY && d.level().headphones() == how;
        });
    }
    wire::HubReply set(const std::string& session, std::uint32_t percent) {
        wire::HubRequest request;
        request.mutable_set_level()->set_session(session);
        request.mutable_set_level()->set_device(wire::Device::SPEAKER);
        request.mutable_set_level()->set_percent(percent);
        return kiosk->ask(request);
    }
    bool mixer_is(const std::string& numbers) {
        return until([&] { return mixer.numbers() == numbers; }, 30'000);
    }
    StandInMixer& mixer = StandInMixer::the();
};

TEST_F(VolumeWorker, EachPersonBeginsWithTheConfiguredSound) {
    start();
    ASSERT_TRUE(mixer_is("44 1")) << "whatever the card was left at";
    const auto session = kiosk->open_session();
    EXPECT_EQ(set(session, 100).level().percent(), 100U);
    EXPECT_EQ(mixer.numbers(), "87 1");
    kiosk->close(session);
    EXPECT_TRUE(mixer_is("44 1"));
}

TEST_F(VolumeWorker, ACardThatIsPulledOffIsSaidAndSetAgainWhenItIsBack) {
    start();
    ASSERT_TRUE(mixer_is("44 1"));
    ASSERT_TRUE(kiosk->hears_device("speaker", wire::Device::READY));
    kiosk->forget();
    mixer.pull_off();
    const auto session = kiosk->open_session();
    EXPECT_EQ(set(session, 30).fault().code(), wire::FAULT_SPEAKER_MISSING);
    EXPECT_TRUE(kiosk->hears_device("speaker", wire::Device::ABSENT));
    kiosk->close(session);
    mixer.put("10 0");
    EXPECT_TRUE(mixer_is("44 1"));
    EXPECT_TRUE(kiosk->hears_device("speaker", wire::Device::READY));
}

TEST_F(VolumeWorker, HeadphonesAreToldWhenTheyGoInAndOutAndTheRoomHearsTheLoudspeakerAgain) {
    options.config.speaker_device = "alsa:jack";
    mixer.put("87 0 1");
    start();
    ASSERT_TRUE(mixer_is("44 1 1"));
    EXPECT_TRUE(headphones_are(wire::LevelState::UNPLUGGED));
    mixer.headphones(true);
    EXPECT_TRUE(headphones_are(wire::LevelState::ALONE));
    EXPECT_EQ(mixer.numbers(), "44 1 0") << "silent before anybody is told";
    mixer.headphones(false);
    EXPECT_TRUE(headphones_are(wire::LevelState::UNPLUGGED));
    EXPECT_TRUE(mixer_is("44 1 1"));
}

TEST_F(VolumeWorker, AWorkerThatComesUpWithHeadphonesInSilencesTheLoudspeaker) {
    options.config.speaker_device = "alsa:jack";
    mixer.put("87 0 1");
    mixer.headphones(true);
    start();
    EXPECT_TRUE(headphones_are(wire::LevelState::ALONE));
    EXPECT_TRUE(mixer_is("44 1 0"));
}

}  // namespace
}  // namespace doorstep::devices
