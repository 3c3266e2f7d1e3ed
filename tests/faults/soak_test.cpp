// A day's traffic of many stations in minutes, with a township that is killed in between; in the end the independent
// checker says whether every acknowledged submission is in the archive exactly once, byte for byte.
//
// Small here; DOORSTEP_FAULT_SEED, _STATIONS, _HANDINS and _KILLS ask for more (`./dev faults`: 200 stations).
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

#include <fmt/format.h>

#include "base/clock.hpp"
#include "tests/faults/fault_scene.hpp"
#include "tests/faults/fault_totals.hpp"
#include "tests/faults/soak_station.hpp"
#include "township/testing/store_under_test.hpp"
#include "township/workflow/enrolment.hpp"

namespace doorstep::faults {
namespace {

using township::testing::TownshipProcess;

class SoakTest : public ::testing::Test {
  protected:
    SoakTest() {
        const auto archive = township::Archive::open(town_.state(), system_clock(), store_);
        EXPECT_TRUE(archive);
        const auto status = (*archive)->database().transaction([&]() -> Status {
            for (std::uint64_t i = 0; i < number_; ++i) {
                stations_.push_back(
                    std::make_unique<SoakStation>(loop_, record_, counts_, fmt::format("village-{}", i), seed_ + i));
                auto& station = stations_.back()->station();
                DOORSTEP_TRY(const auto invitation,
                             township::invitation_for(**archive, station.id(), "tcp://127.0.0.1:1"));
                DOORSTEP_TRY([[maybe_unused]] const auto confirmed,
                             township::confirm_reply(**archive, station.reply_to(invitation), std::nullopt));
            }
            return {};
        });
        EXPECT_TRUE(status);
    }
    // Steps all until `enough`; false when nothing was acknowledged for very long.
    bool work_until(const std::function<bool()>& enough) {
        constexpr std::int64_t patience_ms = 120'000;
        auto moved_at = monotonic_milliseconds();
        auto moved = counts_.acknowledged;
        while (!enough()) {
            loop_.run_once(5);
            for (auto& station : stations_) {
                station->step(town_.address());
            }
            if (counts_.acknowledged != moved) {
                moved = counts_.acknowledged;
                moved_at = monotonic_milliseconds();
            }
            if (monotonic_milliseconds() - moved_at > patience_ms) {
                return false;
            }
        }
        return true;
    }
    bool all_done() const {
        return std::all_of(stations_.begin(), stations_.end(), [](const auto& station) { return station->done(); });
    }

    const std::uint64_t seed_ = seed_of_run();
    const std::uint64_t number_ = number_from("DOORSTEP_FAULT_STATIONS", 12);
    EventLoop loop_;
    const township::StoreSettings store_ = township::testing::synced_store();
    TownshipProcess town_{DOORSTEP_BIN_DIR "/doorstep-township", DOORSTEP_BIN_DIR "/../share",
                          township::testing::store_lines(store_)};
    HandInRecord record_{town_.folder() / "record"};
    SoakCounts counts_;
    std::vector<std::unique_ptr<SoakStation>> stations_;
};

TEST_F(SoakTest, ADayOfManyStationsIsHeldOnceWhateverHappensToTheTownship) {
    const auto hand_ins = number_from("DOORSTEP_FAULT_HANDINS", 5);
    const auto kills = number_from("DOORSTEP_FAULT_KILLS", 2);
    ASSERT_TRUE(town_.serve());
    town_.set_listen(town_.address());  // a killed one comes back where it was
    for (auto& station : stations_) {
        station->begin_day(static_cast<int>(hand_ins));
    }
    const auto all = number_ * hand_ins;
    for (std::uint64_t kill = 1; kill <= kills; ++kill) {
        ASSERT_TRUE(work_until([&] { return counts_.acknowledged >= all * kill / (kills + 1); })) << "seed " << seed_;
        town_.kill_hard();
        ASSERT_TRUE(town_.serve());
    }
    ASSERT_TRUE(work_until([&] { return all_done(); })) << "seed " << seed_;
    EXPECT_EQ(counts_.acknowledged, all);
    EXPECT_TRUE(counts_.wrong.empty()) << "seed " << seed_ << ": " << counts_.wrong.size()
                                       << ", the first: " << counts_.wrong.front();
    EXPECT_GT(counts_.cut_off, 0U) << "nothing went wrong: nothing was shown";
    const auto verdict = run_checker(town_, record_);
    EXPECT_EQ(verdict.code, 0) << "seed " << seed_ << ": " << verdict.words;
    FaultTotals totals;
    add_verdict(totals, verdict);
    totals.add("kills-of-the-township", kills);
    totals.add("connections", counts_.connections);
    totals.add("offered-twice", counts_.said_twice);
    totals.tell("soak");
}

}  // namespace
}  // namespace doorstep::faults
