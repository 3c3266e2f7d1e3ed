// The backlight class as the kernel lays it out, in a folder of the test's own.
#include "device-drivers/cabinet/backlight.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;

class Backlight : public ::testing::Test {
  protected:
    void SetUp() override {
        std::string name = "/dev/shm/lightXXXXXX";
        folder_ = ::mkdtemp(name.data());
    }
    void TearDown() override { fs::remove_all(folder_); }
    void light(const std::string& name, const std::string& type, const std::string& full, const std::string& now) {
        fs::create_directories(folder_ / name);
        write(name + "/type", type + "\n");
        write(name + "/max_brightness", full + "\n");
        write(name + "/brightness", now + "\n");
    }
    void write(const std::string& file, const std::string& text) const { std::ofstream(folder_ / file) << text; }
    std::string brightness(const std::string& name) const {
        std::string text;
        std::ifstream(folder_ / name / "brightness") >> text;
        return text;
    }
    std::unique_ptr<Level> level(const std::string& name = "") const { return make_backlight(name, folder_); }

    fs::path folder_;
};

TEST_F(Backlight, IsSetInPercentAndNeverDark) {
    light("intel_backlight", "raw", "1000", "1000");
    const auto screen = level();
    ASSERT_TRUE(screen->open());
    EXPECT_EQ(screen->name(), "intel_backlight");
    EXPECT_EQ(screen->get().value(), 100);
    for (const auto& [percent, raw] : {std::pair{0, "50"}, {50, "525"}, {100, "1000"}}) {
        write("intel_backlight/brightness", "");  // sysfs has no rest of an older, longer number
        ASSERT_TRUE(screen->set(percent));
        EXPECT_EQ(brightness("intel_backlight"), raw);
        EXPECT_EQ(screen->get().value(), percent);
    }
}

TEST_F(Backlight, EvenOneOfTwoStepsIsNeverOff) {
    light("panel", "raw", "1", "1");
    const auto screen = level();
    ASSERT_TRUE(screen->open());
    ASSERT_TRUE(screen->set(0));
    EXPECT_EQ(brightness("panel"), "1");
}

TEST_F(Backlight, TheFirmwaresIsTakenBeforeTheRawOneUnlessNamed) {
    light("a_raw", "raw", "100", "100");
    light("b_firmware", "firmware", "100", "100");
    light("c_platform", "platform", "100", "100");
    const auto best = level();
    ASSERT_TRUE(best->open());
    EXPECT_EQ(best->name(), "b_firmware");
    const auto named = level("a_raw");
    ASSERT_TRUE(named->open());
    EXPECT_EQ(named->name(), "a_raw");
}

TEST_F(Backlight, NoneIsMissingAndOneThatMayNotBeTurnedIsDenied) {
    EXPECT_TRUE(level()->open().error().is(LevelError::Missing));
    EXPECT_TRUE(make_backlight("", folder_ / "nothing")->open().error().is(LevelError::Missing));
    EXPECT_TRUE(level("panel")->open().error().is(LevelError::Missing));
    light("panel", "raw", "100", "100");
    EXPECT_TRUE(level()->open());
    fs::permissions(folder_ / "panel/brightness", fs::perms::owner_read);
    if (::geteuid() != 0) {  // root may do everything
        EXPECT_TRUE(level()->open().error().is(LevelError::Denied));
    }
}

TEST_F(Backlight, OneThatIsPulledOffIsMissing) {
    light("panel", "raw", "100", "100");
    const auto screen = level();
    ASSERT_TRUE(screen->open());
    fs::remove_all(folder_ / "panel");
    EXPECT_TRUE(screen->get().error().is(LevelError::Missing));
    EXPECT_TRUE(screen->set(50).error().is(LevelError::Missing));
    EXPECT_TRUE(screen->open().error().is(LevelError::Missing));
}

TEST_F(Backlight, NumbersThatMakeNoSenseAreRefused) {
    for (const auto* full : {"", "much", "-5", "0", "99999999999999999999", "100x"}) {
        light("panel", "raw", full, "1");
        EXPECT_FALSE(level()->open()) << full;
    }
    light("panel", "raw", "100", "on");
    const auto screen = level();
    ASSERT_TRUE(screen->open());
    EXPECT_TRUE(screen->get().error().is(LevelError::Failed));
    write("panel/brightness", "250\n");
    EXPECT_EQ(screen->get().value(), 100);
}

TEST(LevelAddress, SaysWhatIsMeant) {
    for (const auto* good : {"backlight:", "backlight:intel_backlight", "alsa:", "alsa:hw:1", "alsa:hw:1/Master"}) {
        EXPECT_TRUE(make_level(good)) << good;
    }
    for (const auto* bad : {"", "backlight", "backlight:../../power", "backlight:..", "light:", "/dev/snd"}) {
        EXPECT_FALSE(make_level(bad)) << bad;
    }
}

}  // namespace
}  // namespace doorstep::devices
