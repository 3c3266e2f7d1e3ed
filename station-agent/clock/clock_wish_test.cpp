// A clock that is off by the township's signed time: root is asked, once, and never while somebody is in front.
#include "station-agent/clock/clock_wish.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/files.hpp"
#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

using testing::FakeGateway;
using testing::TestClock;
using testing::TestFolder;
using testing::TestStation;

constexpr std::int64_t hour_ms = 3'600'000;

std::string asked_in(const std::filesystem::path& folder) {
    return read_text_file(folder / "clock", 100).value_or("");
}

class ClockWishTest : public ::testing::Test {
  protected:
    std::string asked() const { return asked_in(folder_.path()); }
    std::int64_t now() const { return clock_.now().milliseconds; }

    TestFolder folder_;
    TestClock clock_;
    ClockWish wish_{clock_, folder_.path()};
};

TEST_F(ClockWishTest, AClockThatIsOffIsToldBothWays) {
    for (const auto off : {hour_ms, -hour_ms}) {
        wish_.heard(now() + off);
        wish_.tick(false);
        EXPECT_TRUE(asked().starts_with(std::to_string(now() + off) + " ")) << asked();
    }
}

TEST_F(ClockWishTest, TheMomentIsCountedAsTheMachineCounts) {
    wish_.heard(now() + hour_ms);
    wish_.tick(false);
    std::int64_t township = 0;
    std::int64_t since = 0;
    std::istringstream(asked()) >> township >> since;
    double uptime = 0;
    // A file of the kernel's has no size to be read by.
    std::ifstream("/proc/uptime") >> uptime;
    EXPECT_NEAR(static_cast<double>(since) / 1000, uptime, 5);
}

TEST_F(ClockWishTest, AClockThatIsRightEnoughIsLeftAlone) {
    for (const auto off : {ClockWish::small_ms - 5'000, -ClockWish::small_ms + 5'000, std::int64_t{0}}) {
        wish_.heard(now() + off);
        wish_.tick(false);
        EXPECT_EQ(asked(), "");
    }
}

TEST_F(ClockWishTest, NobodyInFrontSeesTimeJump) {
    wish_.heard(now() + hour_ms);
    wish_.tick(true);
    EXPECT_EQ(asked(), "");
    wish_.tick(false);
    EXPECT_NE(asked(), "");
}

TEST_F(ClockWishTest, OnceForEachTimeThatWasHeard) {
    wish_.heard(now() + hour_ms);
    wish_.tick(false);
    std::filesystem::remove(folder_.path() / "clock");
    wish_.tick(false);
    EXPECT_EQ(asked(), "");
}

TEST_F(ClockWishTest, AClockThatWasSetMeanwhileIsNotAskedFor) {
    wish_.heard(now() + hour_ms);
    wish_.tick(true);
    clock_.advance(hour_ms);
    wish_.tick(false);
    EXPECT_EQ(asked(), "");
}

// Through a whole agent and a real line: the gateway's time is 100 s ahead of the station's.
TEST(ClockWishOfAStation, WaitsForTheEndOfTheVisit) {
    TestStation station;
    FakeGateway gateway(station.loop);
    gateway.confirm(station.enrol(gateway.invitation("village-1")));
    station.settings.update_delays.tick = 20;
    ASSERT_TRUE(make_folder(station.settings.asks_folder, 0700));
    station.start();
    const auto session = station.open_person(testing::citizen_number(1));
    ASSERT_TRUE(station.turn_until([&] { return station.status().line_up(); }));
    EXPECT_FALSE(station.turn_until([&] { return !asked_in(station.settings.asks_folder).empty(); }, 200));
    wire::AgentRequest end;
    end.mutable_close_person()->set_session(session);
    ASSERT_EQ(station.ask(end).fault().code(), wire::FAULT_NONE);
    ASSERT_TRUE(station.turn_until([&] { return !asked_in(station.settings.asks_folder).empty(); }));
    const auto township_ms = station.clock.now().milliseconds + 100'000;
    EXPECT_TRUE(asked_in(station.settings.asks_folder).starts_with(std::to_string(township_ms) + " "));
}

}  // namespace
}  // namespace doorstep::agent
