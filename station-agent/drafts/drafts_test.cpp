// How long a draft is kept, whatever the clock says.
#include "station-agent/drafts/drafts.hpp"

#include <gtest/gtest.h>

#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t kept_ms = 30 * day_ms;
constexpr std::int64_t ten_years_ms = 3653 * day_ms;

class DraftDaysTest : public ::testing::Test {
  protected:
    Uuid begin() {
        DraftInfo info;
        info.kind = wire::APPLICATION;
        const auto id = drafts_.start(person_, info).value().id;
        touch(id);
        return id;
    }
    void touch(const Uuid& id) {
        const std::string_view answers = "{}";
        DraftPart part{1, wire::ANSWERS, "application/json", answers.size(),
                       WipedBytes(answers.begin(), answers.end())};
        ASSERT_TRUE(drafts_.put(person_, id, part, "page-1"));
    }
    // The line came up: the township signed its time.
    void hear_of(std::int64_t township_ms) { ASSERT_TRUE(set_meta(*store_.database, "time_token_ms", township_ms)); }
    std::uint32_t left() {
        EXPECT_TRUE(drafts_.expire(kept_ms));
        return drafts_.count().value();
    }
    testing::TestFolder folder_;
    testing::TestClock clock_;
    Store store_ = Store::open(folder_.path() / "state").value();
    StoreKey key_ = StoreKey::load_or_make(folder_.path() / "store.key").value();
    Drafts drafts_{store_, clock_};
    PersonKey person_ = person_key(key_, testing::citizen_number(1));
    const std::int64_t today_ = clock_.now().milliseconds;
};

TEST_F(DraftDaysTest, WhatNobodyTouchedForItsDaysIsDiscarded) {
    hear_of(today_);
    const auto id = begin();
    clock_.advance(kept_ms - day_ms);
    hear_of(clock_.now().milliseconds);
    EXPECT_EQ(left(), 1U);
    touch(id);
    clock_.advance(kept_ms - day_ms);
    hear_of(clock_.now().milliseconds);
    EXPECT_EQ(left(), 1U) << "it was touched";
    clock_.advance(2 * day_ms);
    hear_of(clock_.now().milliseconds);
    EXPECT_EQ(left(), 0U);
}

TEST_F(DraftDaysTest, WithoutEverALineTheClockCounts) {
    begin();
    clock_.advance(kept_ms + day_ms);
    EXPECT_EQ(left(), 0U);
}

TEST_F(DraftDaysTest, AClockThatJumpsAheadDiscardsNothing) {
    hear_of(today_);
    begin();
    clock_.advance(ten_years_ms);
    EXPECT_EQ(left(), 1U);
}

// A battery is empty: in the morning the clock is years back until the line is up.
TEST_F(DraftDaysTest, WhatWasBegunWhileTheClockWasBackOutlivesItsRepair) {
    hear_of(today_ - day_ms);
    clock_.advance(-ten_years_ms);
    begin();
    EXPECT_EQ(left(), 1U);
    clock_.advance(ten_years_ms);
    hear_of(today_);
    EXPECT_EQ(left(), 1U);
    clock_.advance(kept_ms + day_ms);
    hear_of(today_ + kept_ms + day_ms);
    EXPECT_EQ(left(), 0U) << "and is not kept for ever";
}

TEST_F(DraftDaysTest, WhatWasBegunWhileTheClockWasAheadIsNotKeptForYears) {
    hear_of(today_);
    clock_.advance(ten_years_ms);
    begin();
    clock_.advance(-ten_years_ms);
    hear_of(today_);
    EXPECT_EQ(left(), 1U);
    clock_.advance(kept_ms + day_ms);
    hear_of(today_ + kept_ms + day_ms);
    EXPECT_EQ(left(), 0U);
}

}  // namespace
}  // namespace doorstep::agent
