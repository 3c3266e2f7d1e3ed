#include "station-agent/service/agent_metrics.hpp"

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

bool has_line(const std::string& text, const std::string& line) {
    return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

TEST(AgentMetrics, SaysWhatWaitsAndSinceWhen) {
    wire::AgentStatus status;
    status.set_sealed(2);
    status.set_shelved(1);
    status.set_oldest_unsent_ms(1'000'000);
    status.set_room(wire::ROOM_SCARCE);
    status.set_line_up(true);
    const auto text = agent_metrics(status, 1'060'500);
    EXPECT_TRUE(has_line(text, R"(doorstep_agent_items{state="sealed"} 2)")) << text;
    EXPECT_TRUE(has_line(text, R"(doorstep_agent_items{state="shelved"} 1)")) << text;
    EXPECT_TRUE(has_line(text, "doorstep_agent_oldest_unsent_seconds 60.5")) << text;
    EXPECT_TRUE(has_line(text, "doorstep_agent_room 2")) << text;
    EXPECT_TRUE(has_line(text, "doorstep_agent_line_up 1")) << text;
    EXPECT_TRUE(has_line(agent_metrics(status, 5), "doorstep_agent_oldest_unsent_seconds 0")) << "a clock set back";
    EXPECT_TRUE(has_line(agent_metrics({}, 5), "doorstep_agent_oldest_unsent_seconds 0")) << "none waits";
}

TEST(AgentMetrics, ARunningStationWritesThemWithoutAnybodysName) {
    testing::TestStation station;
    testing::FakeGateway gateway(station.loop);
    gateway.confirm(station.enrol(gateway.invitation("village-1")));
    gateway.down();
    station.settings.metrics_file = station.folder.path() / "agent.prom";
    station.start();
    const auto submitted = station.hand_in("{}");
    station.stop();
    station.start();
    const auto text = read_text_file(station.settings.metrics_file, 1 << 16).value();
    EXPECT_TRUE(has_line(text, R"(doorstep_agent_items{state="sealed"} 1)")) << text;
    EXPECT_EQ(text.find(submitted.case_number()), std::string::npos);
    EXPECT_EQ(text.find(testing::citizen_number(1)), std::string::npos);
}

}  // namespace
}  // namespace doorstep::agent
