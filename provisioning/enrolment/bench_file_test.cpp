#include "provisioning/enrolment/bench_file.hpp"

#include <gtest/gtest.h>

namespace doorstep::setup {
namespace {

TEST(BenchFile, SaysWhichKioskBecomesWhichStation) {
    const auto bench = read_bench(R"(
[township]
command = ["ssh", "town", "doorstep-township"]
release_fingerprint = "1234"
[village-2]
run = "/run/kiosk-2"
network = "192.168.1.20/24"
gateway = "192.168.1.1"
dns = ["114.114.114.114"]
set_clock = true
[village-1]
run = "/run/kiosk-1"
language = "en"
network = "dhcp"
)")
                           .value();
    EXPECT_EQ(bench.township.size(), 3U);
    EXPECT_EQ(bench.release_fingerprint, "1234");
    ASSERT_EQ(bench.kiosks.size(), 2U);
    EXPECT_EQ(bench.kiosks[0].station, "village-1");
    EXPECT_EQ(bench.kiosks[0].language, "en");
    EXPECT_TRUE(bench.kiosks[0].set_network);
    EXPECT_FALSE(bench.kiosks[0].network.fixed());
    EXPECT_FALSE(bench.kiosks[0].set_clock);
    EXPECT_EQ(bench.kiosks[1].network.gateway(), "192.168.1.1");
    EXPECT_TRUE(bench.kiosks[1].set_clock);
}

TEST(BenchFile, WithAStickKiosksComeByThemselvesOrByTheirSerial) {
    const auto bench = read_bench("[v1]\n[v2]\nserial = \"PF2\"\n[v3]\nrun = \"/run/k\"\n[v4]\n", true).value();
    ASSERT_EQ(bench.kiosks.size(), 4U);
    EXPECT_TRUE(bench.kiosks[0].run.empty());
    EXPECT_EQ(bench.kiosks[1].serial, "PF2");
    EXPECT_EQ(bench.kiosks[2].run, "/run/k");
    EXPECT_EQ(read_bench("[v]\nserial=\"S\"\n[w]\nserial=\"S\"", true).error().detail(),
              "w: another row has the same kiosk");
    EXPECT_EQ(read_bench("[v]\nserial=\"S\"\nrun=\"/r\"", true).error().detail(), "v: run or serial, not both");
    std::string many;
    for (std::size_t i = 0; i <= Bench::most_kiosks; ++i) {
        many += "[v" + std::to_string(i) + "]\n";
    }
    EXPECT_TRUE(read_bench(many, true).error().is(BenchError::NoKiosks));
}

TEST(BenchFile, WhatIsWrongIsNamed) {
    EXPECT_TRUE(read_bench("").error().is(BenchError::NoKiosks));
    EXPECT_EQ(read_bench("[village-1]\nlanguage = \"en\"").error().detail(),
              "village-1: run is missing, and no --stick is written");
    EXPECT_EQ(read_bench("[v]\nrun=\"/r\"\nnetwork=\"10.0.0.1\"").error().detail(), "v: network is no address");
    EXPECT_EQ(read_bench("[v]\nrun=\"/r\"\n[w]\nrun=\"/r/.\"").error().detail(), "w: another row has the same kiosk");
    EXPECT_FALSE(read_bench("[v]\nrun=\"/r\"\nadress=\"x\""));
    EXPECT_FALSE(read_bench("[v\nrun"));
}

}  // namespace
}  // namespace doorstep::setup
