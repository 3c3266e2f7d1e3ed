// The disk of either end breaks: writes fail, or it is suddenly read-only, at any moment and for a while. What was not
// kept is not acknowledged, nobody dies of it for good, and once the disk is whole again everything goes through, once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cerrno>
#include <random>
#include <thread>

#include "tests/faults/breaking_disk.hpp"
#include "tests/faults/fault_scene.hpp"
#include "tests/faults/fault_totals.hpp"

namespace doorstep::faults {
namespace {

constexpr std::int64_t long_ms = 60'000;

class StoreFaults : public ::testing::TestWithParam<int> {
  protected:
    Verdict expect_kept(std::uint64_t least) const {
        auto verdict = scene_.check();
        EXPECT_EQ(verdict.code, 0) << "seed " << seed_ << ": " << verdict.words;
        EXPECT_GE(verdict.answered, least);
        return verdict;
    }
    const std::uint64_t seed_ = seed_of_run();
    std::mt19937_64 random_{seed_};
    FaultScene scene_{1};
    FaultStation& station_ = *scene_.stations()[0];
};

TEST_P(StoreFaults, OfTheStationAreToldAndNothingIsAcknowledgedMeanwhile) {
    const BreakingDisk disk(station_.state(), scene_.town().folder());
    station_.agent().kill_hard();
    disk.under(station_.agent());
    station_.agent().start();
    EXPECT_TRUE(station_.hand_in(random_papers(random_)));
    disk.breaks(GetParam());
    const auto papers = random_papers(random_);
    EXPECT_FALSE(station_.try_hand_in(papers)) << "it cannot have been kept";
    EXPECT_FALSE(station_.agent().has_died()) << "it goes on and says so";
    disk.is_whole();
    EXPECT_TRUE(station_.hand_in(papers));
    EXPECT_TRUE(station_.drained(long_ms));
    expect_kept(2);
}

TEST_P(StoreFaults, OfTheTownshipAreNotAcknowledgedAndArriveAfterwards) {
    const BreakingDisk disk(scene_.town().state(), scene_.town().folder());
    disk.under(scene_.town());
    scene_.replace_township();
    EXPECT_TRUE(station_.hand_in(random_papers(random_)));
    EXPECT_TRUE(station_.drained(long_ms));
    disk.breaks(GetParam());
    // With a page: what is light lies in the database, which on PostgreSQL is another machine's disk.
    EXPECT_TRUE(station_.hand_in(papers_with_a_page(random_)))
        << "the station takes it whatever the township's disk does";
    constexpr std::int64_t while_it_tries_ms = 1'500;
    EXPECT_FALSE(station_.drained(while_it_tries_ms)) << "it cannot have been kept";
    disk.is_whole();
    if (scene_.town().has_died()) {
        scene_.replace_township();  // as systemd would
    }
    EXPECT_TRUE(scene_.carry(station_)) << "by stick, for its next try by the line is half a minute away";
    EXPECT_TRUE(station_.drained(long_ms));
    expect_kept(2);
}

INSTANTIATE_TEST_SUITE_P(Errors, StoreFaults, ::testing::Values(EIO, EROFS));

using StoreFaultsAtAnyMoment = StoreFaults;

TEST_F(StoreFaultsAtAnyMoment, NothingAcknowledgedIsLostOrDoubled) {
    const BreakingDisk disk(station_.state(), scene_.town().folder());
    station_.agent().kill_hard();
    disk.under(station_.agent());
    station_.agent().start();
    std::atomic<bool> done = false;
    std::uint64_t times = 0;
    std::thread trouble([&, at = std::mt19937_64(random_())]() mutable {
        while (!done) {
            disk.breaks(at() % 2 == 0 ? EIO : EROFS);
            ++times;
            std::this_thread::sleep_for(std::chrono::milliseconds(at() % 30));
            disk.is_whole();
            std::this_thread::sleep_for(std::chrono::milliseconds(at() % 60));
        }
    });
    for (std::uint64_t i = 0; i < number_from("DOORSTEP_FAULT_DISKS", 15); ++i) {
        EXPECT_TRUE(station_.hand_in(random_papers(random_)));
    }
    done = true;
    trouble.join();
    disk.is_whole();
    EXPECT_TRUE(station_.drained(long_ms));
    const auto verdict = expect_kept(1);
    FaultTotals totals;
    totals.add("disk-broken", times);
    add_verdict(totals, verdict);
    totals.tell("disk");
}

}  // namespace
}  // namespace doorstep::faults
