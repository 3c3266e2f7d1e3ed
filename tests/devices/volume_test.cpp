// The loudspeaker's sound over the real libasound, with a mixer that lies in a file (alsa_stand_in.c).
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "device-drivers/cabinet/volume.hpp"

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;

class Volume : public ::testing::Test {
  protected:
    // One configuration a process: libasound reads it once.
    static void SetUpTestSuite() {
        std::string name = "/dev/shm/soundXXXXXX";
        folder() = ::mkdtemp(name.data());
        const auto configuration = folder() / "asound.conf";
        std::ofstream(configuration) << "ctl_type.standin { lib \"" DOORSTEP_STAND_IN_MIXER "\" }\n"
                                     << "ctl.default { type standin state \"" << state().native() << "\" }\n"
                                     << "ctl.second { type standin state \"" << state().native() << "\" }\n";
        ::setenv("ALSA_CONFIG_PATH", configuration.c_str(), 1);
    }
    static void TearDownTestSuite() { fs::remove_all(folder()); }
    void SetUp() override { put("40 1"); }
    static fs::path& folder() {
        static fs::path one;
        return one;
    }
    static fs::path state() { return folder() / "state"; }
    static void put(const std::string& numbers) { std::ofstream(state()) << numbers << "\n"; }
    static std::string numbers() {
        std::string line;
        std::ifstream in(state());
        std::getline(in, line);
        return line;
    }
};

TEST_F(Volume, IsSetInPercentOfTheElementsOwnRange) {
    const auto sound = make_volume("", "");
    ASSERT_TRUE(sound->open()) << sound->open().error().text();
    EXPECT_EQ(sound->name(), "default/Master");
    EXPECT_EQ(sound->get().value(), 46);
    ASSERT_TRUE(sound->set(100));
    EXPECT_EQ(numbers(), "87 1");
    ASSERT_TRUE(sound->set(50));
    EXPECT_EQ(numbers(), "44 1");
    ASSERT_TRUE(sound->set(0));
    EXPECT_EQ(numbers(), "0 0") << "the least loudness of many cards can still be heard";
    EXPECT_EQ(sound->get().value(), 0);
    ASSERT_TRUE(sound->set(10));
    EXPECT_EQ(numbers(), "9 1");
}

TEST_F(Volume, NoCardIsMissingAndComesBackByItself) {
    fs::remove(state());
    const auto sound = make_volume("second", "");
    EXPECT_TRUE(sound->open().error().is(LevelError::Missing));
    put("87 1");
    ASSERT_TRUE(sound->open());
    EXPECT_EQ(sound->get().value(), 100);
    fs::remove(state());
    EXPECT_TRUE(sound->set(30).error().is(LevelError::Missing));
    EXPECT_TRUE(sound->open().error().is(LevelError::Missing));
    EXPECT_TRUE(make_volume("third", "")->open().error().is(LevelError::Missing));
}

TEST_F(Volume, AnElementThatTheCardDoesNotHaveIsMissing) {
    const auto sound = make_volume("", "Headphone");
    EXPECT_TRUE(sound->open().error().is(LevelError::Missing));
    EXPECT_TRUE(make_volume("", "Master")->open());
}

}  // namespace
}  // namespace doorstep::devices
