#include "township/gateway/township_metrics.hpp"

#include "township/testing/gateway_fixture.hpp"

namespace doorstep::township::testing {
namespace {

class TownshipMetricsTest : public GatewayFixture {
  protected:
    std::string metrics() { return township_metrics(*archive_, gateway_->connected()).value(); }
    static bool has_line(const std::string& text, const std::string& line) {
        return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
    }
};

TEST_F(TownshipMetricsTest, AnEmptyArchiveHasFiguresToo) {
    const auto text = metrics();
    EXPECT_TRUE(has_line(text, "doorstep_township_submissions 0")) << text;
    EXPECT_TRUE(has_line(text, "doorstep_township_connected_stations 0")) << text;
}

TEST_F(TownshipMetricsTest, WhatIsHeldIsCountedWithoutAnybodysName) {
    ScriptedStation station(loop_, "kiosk-1");
    enrol(station);
    ASSERT_TRUE(station.begin(address()));
    const auto answer = station.deliver(station.seal({}));
    ASSERT_TRUE(answer && answer->has_acknowledged());
    const auto text = metrics();
    EXPECT_TRUE(has_line(text, R"(doorstep_township_cases{state="delivered"} 1)")) << text;
    EXPECT_TRUE(has_line(text, R"(doorstep_township_stations{state="enrolled"} 1)")) << text;
    EXPECT_TRUE(has_line(text, "doorstep_township_submissions 1")) << text;
    EXPECT_TRUE(has_line(text, "doorstep_township_connected_stations 1")) << text;
    EXPECT_NE(text.find("doorstep_township_station_last_seen_timestamp_seconds{station=\"kiosk-1\"}"),
              std::string::npos);
    EXPECT_EQ(text.find(answer->acknowledged().case_number()), std::string::npos);
    EXPECT_EQ(text.find(id_number(1)), std::string::npos);
}

}  // namespace
}  // namespace doorstep::township::testing
