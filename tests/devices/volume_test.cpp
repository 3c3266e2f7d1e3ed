// The loudspeaker's sound over the real libasound, with a mixer that lies in a file (alsa_stand_in.c): the driver, and
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
        std::ofstream(configuration) << "ctl_type.standin { lib \"" DOORSTEP_STAND_IN_MIXER "\" }\n"
                                     << "ctl.default { type standin state \"" << state().native() << "\" }\n"
                                     << "ctl.second { type standin state \"" << state().native() << "\" }\n";
        ::setenv("ALSA_CONFIG_PATH", configuration.c_str(), 1);
    }
    fs::path state() const { return folder_ / "state"; }
    fs::path folder_;
};

class Volume : public ::testing::Test {
  protected:
    void SetUp() override { mixer.put("40 1"); }
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

}  // namespace
}  // namespace doorstep::devices
