// A line whose handshake alone lasts longer than the station at first waits for a hello: it must get through all the
// same, and not hang up each time shortly before.
#include <gtest/gtest.h>

#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/test_station.hpp"
#include "tests/faults/faulty_line.hpp"

namespace doorstep::faults {
namespace {

TEST(SlowLine, AGreetingThatWasTooShortIsLongerTheNextTime) {
    constexpr std::int64_t a_way_ms = 100;  // a handshake of five, then the hello's two
    agent::testing::TestStation station;
    agent::testing::FakeGateway gateway(station.loop);
    const auto invitation = gateway.invitation("village-1");
    const auto after = invitation.find("tcp://");
    const auto address = invitation.substr(after, invitation.find('"', after) - after);
    FaultyLine line;
    line.lead_to(address);
    line.play([](std::size_t) { return LineFault{Trouble::Delay, Way::ToTownship, 0, Place::Beginning, a_way_ms}; });
    gateway.confirm(station.enrol(invitation));
    station.settings.township_address = line.address();
    station.settings.delays.greeting = 3 * a_way_ms;
    station.settings.delays.longest_greeting = 60'000;
    station.start();
    station.hand_in("over a long road");
    EXPECT_TRUE(station.turn_until([&] { return station.status().acknowledged() == 1; }, 60'000));
    EXPECT_GT(line.connections(), 1U) << "the first greeting was long enough: nothing was shown";
    EXPECT_EQ(gateway.order.size(), 1U);
}

}  // namespace
}  // namespace doorstep::faults
