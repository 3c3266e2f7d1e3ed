// The hub's side of what is part of the kiosk: light, sound, mains and battery.
#include "device-drivers/hub/hub_fixture.hpp"

namespace doorstep::devices {
namespace {

class HubCabinet : public testing::HubTest {
  protected:
    void SetUp() override {
        HubTest::SetUp();
        options.config.screen_percent = 80;
        options.config.power_off_after_s = 60;
        options.power_off_file = folder / "off";
        options.restart_file = folder / "restart";
    }
    bool screen_is(std::uint32_t percent) {
        return last("screen", [=](const wire::Device& d) { return d.level().percent() == percent; });
    }
    wire::HubReply set(const std::string& session, std::uint32_t percent,
                       wire::Device::Class device = wire::Device::SCREEN) {
        wire::HubRequest request;
        request.mutable_set_level()->set_session(session);
        request.mutable_set_level()->set_device(device);
        request.mutable_set_level()->set_percent(percent);
        return kiosk->ask(request);
    }
    wire::HubReply set_lasting(const std::string& session, std::uint32_t percent) {
        wire::HubRequest request;
        request.mutable_set_level()->set_session(session);
        request.mutable_set_level()->set_device(wire::Device::SCREEN);
        request.mutable_set_level()->set_percent(percent);
        request.mutable_set_level()->set_lasting(true);
        return kiosk->ask(request);
    }
    wire::HubReply ask_restart(const std::string& session) {
        wire::HubRequest request;
        request.mutable_restart()->set_session(session);
        return kiosk->ask(request);
    }
    wire::HubReply ask_log(const std::string& session) {
        wire::HubRequest request;
        request.mutable_recent_log()->set_session(session);
        return kiosk->ask(request);
    }
    bool off_is_asked() const { return std::filesystem::exists(options.power_off_file); }
};

TEST_F(HubCabinet, AScreenBeginsAsConfiguredAndWhatWasSetEndsWithTheSession) {
    options.config.screen_device = "level";
    start();
    EXPECT_TRUE(screen_is(80)) << "it was at five when it was opened";
    const auto session = kiosk->open_session();
    EXPECT_EQ(set(session, 30).level().percent(), 30U);
    EXPECT_TRUE(screen_is(30));
    kiosk->close(session);
    EXPECT_TRUE(screen_is(80));
    EXPECT_EQ(set(session, 40).fault().code(), wire::FAULT_NO_SESSION);
}

TEST_F(HubCabinet, WhatATechnicianSetsIsWhatEachSessionBeginsWith) {
    options.config.screen_device = "level";
    start();
    ASSERT_TRUE(screen_is(80));
    const auto person = kiosk->open_session();
    EXPECT_EQ(set_lasting(person, 50).fault().code(), wire::FAULT_NOT_PERMITTED);
    kiosk->close(person);
    const auto technician = kiosk->open_session(true);
    EXPECT_EQ(set_lasting(technician, 50).level().percent(), 50U);
    kiosk->close(technician);
    const auto next = kiosk->open_session();
    EXPECT_EQ(set(next, 30).level().percent(), 30U);
    EXPECT_TRUE(screen_is(30));
    kiosk->close(next);
    EXPECT_TRUE(screen_is(50));
}

TEST_F(HubCabinet, OnlyAClerksSessionRestartsOrReadsTheLog) {
    start();
    const auto person = kiosk->open_session();
    EXPECT_EQ(ask_restart(person).fault().code(), wire::FAULT_NOT_PERMITTED);
    EXPECT_EQ(ask_log(person).fault().code(), wire::FAULT_NOT_PERMITTED);
    EXPECT_FALSE(std::filesystem::exists(options.restart_file));
    const auto clerk = kiosk->open_session(true);
    EXPECT_TRUE(ask_restart(clerk).done());
    EXPECT_TRUE(std::filesystem::exists(options.restart_file));
    EXPECT_TRUE(ask_log(clerk).has_log());
}

TEST_F(HubCabinet, ARestartThatNobodyCanBeAskedForIsSaid) {
    options.restart_file = folder / "missing" / "restart";
    start();
    EXPECT_EQ(ask_restart(kiosk->open_session(true)).fault().code(), wire::FAULT_UNAVAILABLE);
}

TEST_F(HubCabinet, AnotherSessionsEndChangesNothing) {
    options.config.screen_device = "level";
    start();
    ASSERT_TRUE(screen_is(80));
    const auto session = kiosk->open_session();
    const auto other = kiosk->open_session();
    EXPECT_EQ(set(session, 30).level().percent(), 30U);
    kiosk->close(other);
    EXPECT_EQ(set(session, 35).level().percent(), 35U);
    EXPECT_TRUE(screen_is(35));
}

TEST_F(HubCabinet, WhatCannotBeSetIsSaid) {
    options.config.speaker_device = "level stuck";
    start();
    ASSERT_TRUE(kiosk->hears_device("speaker", wire::Device::READY));
    const auto session = kiosk->open_session();
    EXPECT_EQ(set(session, 101, wire::Device::SPEAKER).fault().code(), wire::FAULT_BAD_REQUEST);
    EXPECT_EQ(set(session, 50, wire::Device::PRINTER).fault().code(), wire::FAULT_BAD_REQUEST);
    EXPECT_EQ(set(session, 50).fault().code(), wire::FAULT_SCREEN_MISSING) << "none is configured";
    EXPECT_EQ(set(session, 50, wire::Device::SPEAKER).fault().code(), wire::FAULT_SPEAKER_MISSING);
}

TEST_F(HubCabinet, AMixerThatHangsIsReplacedAndTheSoundIsAsItWasMeant) {
    options.config.speaker_device = "level stuck hang";
    options.config.speaker_percent = 20;
    options.delays.set_level = 200;
    start();
    ASSERT_TRUE(kiosk->hears_device("speaker", wire::Device::READY));
    const auto old = pid_of("speaker");
    EXPECT_EQ(set(kiosk->open_session(), 50, wire::Device::SPEAKER).fault().code(), wire::FAULT_TIMEOUT);
    EXPECT_TRUE(until([&] { return pid_of("speaker") != old; }));
}

TEST_F(HubCabinet, MainsLostAreToldAndTheStationIsSwitchedOffAfterItsTime) {
    options.config.power_device = "battery";
    options.config.power_off_after_s = 1;
    options.delays.power_off_notice = 1500;
    start();
    ASSERT_TRUE(last("power", [](const wire::Device& d) {
        return d.state() == wire::Device::IN_USE && d.last_fault().code() == wire::FAULT_MAINS_LOST &&
               d.power().on_battery() && d.power().percent() == 80 && d.power().off_in_s() == 0;
    }));
    EXPECT_FALSE(off_is_asked());
    EXPECT_TRUE(last("power", [](const wire::Device& d) {
        return d.last_fault().code() == wire::FAULT_BATTERY_LOW && d.power().off_in_s() == 2;
    }));
    EXPECT_TRUE(until([&] { return off_is_asked(); }));
}

TEST_F(HubCabinet, ALowBatterySwitchesOffWithoutWaiting) {
    options.config.power_device = "low";
    options.delays.power_off_notice = 200;
    start();
    EXPECT_TRUE(last("power", [](const wire::Device& d) { return d.last_fault().code() == wire::FAULT_BATTERY_LOW; }));
    EXPECT_TRUE(until([&] { return off_is_asked(); }));
}

// The patience ran on behind the notice: a second notice began, and nothing could call the first one off any more.
TEST_F(HubCabinet, ABatteryThatGetsLowBeforeThePatienceEndsSwitchesOffOnce) {
    options.config.power_device = "battery drains";
    options.config.power_off_after_s = 1;
    options.delays.power_off_notice = 1500;
    start();
    ASSERT_TRUE(until([&] { return off_is_asked(); }));
    std::filesystem::remove(options.power_off_file);
    EXPECT_FALSE(until([&] { return off_is_asked(); }, 1500)) << "asked again by the patience of before";
}

TEST_F(HubCabinet, MainsThatComeBackInTimeCallItOff) {
    options.config.power_device = "low back";
    options.delays.power_off_notice = 30'000;
    start();
    ASSERT_TRUE(kiosk->hears([](const wire::HubEvent& e) { return e.device().power().off_in_s() == 30; }));
    EXPECT_TRUE(last("power", [](const wire::Device& d) {
        return d.state() == wire::Device::READY && !d.power().on_battery() && d.power().off_in_s() == 0;
    }));
    EXPECT_FALSE(off_is_asked());
}

}  // namespace
}  // namespace doorstep::devices
