// The disk under the county's PostgreSQL breaks or is full, now and then: the server gives up, is started again, and
// the gateway before it acknowledges nothing that was not kept. Once all is whole everything has gone through, once.
#include <gtest/gtest.h>

#include <cerrno>
#include <random>
#include <thread>

#include "base/clock.hpp"
#include "tests/faults/breaking_disk.hpp"
#include "tests/faults/fault_scene.hpp"
#include "tests/faults/fault_totals.hpp"
#include "township/testing/postgres_server.hpp"
#include "township/testing/store_under_test.hpp"

namespace doorstep::faults {
namespace {

using township::testing::PostgresServer;
using township::testing::store_lines;
using township::testing::store_on;

constexpr std::int64_t long_ms = 60'000;

class ServerDisk : public ::testing::TestWithParam<int> {
  protected:
    ServerDisk() {
        disk_.under(server_);
        server_.stop_fast();
        server_.start();
    }
    // As its service manager does; how often it had died is counted.
    void revive() {
        if (server_.has_died()) {
            ++deaths_;
            server_.start();
        }
    }
    // Everything is through, the server started again whenever it finds that it must die of what happened before; by
    // stick, for the next try by the line is half a minute away.
    bool comes_home(FaultScene& scene, FaultStation& station) {
        const auto until = monotonic_milliseconds() + long_ms;
        constexpr std::int64_t look_ms = 500;
        while (!station.drained(look_ms)) {
            if (monotonic_milliseconds() > until) {
                return false;
            }
            revive();
            scene.carry(station);
        }
        return true;
    }
    const std::uint64_t seed_ = seed_of_run();
    std::mt19937_64 random_{seed_};
    PostgresServer server_{PostgresServer::Disk::Synced};
    std::uint64_t deaths_ = 0;
    const BreakingDisk disk_{server_.folder() / "data", server_.folder()};
};

TEST_P(ServerDisk, WhatItCouldNotKeepIsNotAcknowledgedAndArrivesAfterwards) {
    FaultScene scene(1, store_lines(store_on(server_)));
    auto& station = *scene.stations()[0];
    EXPECT_TRUE(station.hand_in(random_papers(random_)));
    EXPECT_TRUE(station.drained(long_ms));
    disk_.breaks(GetParam());
    EXPECT_TRUE(station.hand_in(random_papers(random_))) << "the station takes it whatever the county's disk does";
    constexpr std::int64_t while_it_tries_ms = 1'500;
    EXPECT_FALSE(station.drained(while_it_tries_ms)) << "it cannot have been kept";
    EXPECT_FALSE(scene.town().has_died()) << "the gateway waits for its database";
    disk_.is_whole();
    EXPECT_TRUE(comes_home(scene, station));
    const auto verdict = scene.check();
    EXPECT_EQ(verdict.code, 0) << "seed " << seed_ << ": " << verdict.words;
    EXPECT_EQ(verdict.answered, 2U);
}

INSTANTIATE_TEST_SUITE_P(Errors, ServerDisk, ::testing::Values(EIO, ENOSPC));

using ServerDiskAtAnyMoment = ServerDisk;

TEST_F(ServerDiskAtAnyMoment, NothingAcknowledgedIsLostOrDoubled) {
    FaultScene scene(1, store_lines(store_on(server_)));
    auto& station = *scene.stations()[0];
    const auto rounds = number_from("DOORSTEP_FAULT_DISKS", 5);
    for (std::uint64_t i = 0; i < rounds; ++i) {
        EXPECT_TRUE(station.hand_in(random_papers(random_)));
        std::this_thread::sleep_for(std::chrono::milliseconds(random_() % 60));
        disk_.breaks(random_() % 2 == 0 ? EIO : ENOSPC);
        std::this_thread::sleep_for(std::chrono::milliseconds(random_() % 200));
        disk_.is_whole();
        revive();
    }
    EXPECT_TRUE(comes_home(scene, station));
    const auto verdict = scene.check();
    EXPECT_EQ(verdict.code, 0) << "seed " << seed_ << ": " << verdict.words;
    EXPECT_GE(verdict.answered, rounds);
    FaultTotals totals;
    totals.add("servers-disk-broken", rounds);
    totals.add("servers-died-of-it", deaths_);
    add_verdict(totals, verdict);
    totals.tell("server's disk");
}

}  // namespace
}  // namespace doorstep::faults
