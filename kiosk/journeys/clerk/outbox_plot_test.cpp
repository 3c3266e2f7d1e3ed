#include "kiosk/journeys/clerk/outbox_plot.hpp"

#include <gtest/gtest.h>

#include "base/clock.hpp"

namespace doorstep::kiosk {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
// 2026-11-25 at noon, legal time.
const std::int64_t now_ms = CalendarDate::parse("2026-11-25").value().day_number() * day_ms + day_ms / 6;

class OutboxPlotTest : public testing::Test {
  protected:
    void item(wire::Item::State state, double days_ago, double confirmed_days_ago = -1) {
        auto& one = *items.add_items();
        one.set_state(state);
        one.set_since_ms(now_ms - static_cast<std::int64_t>(days_ago * static_cast<double>(day_ms)));
        if (confirmed_days_ago >= 0) {
            one.set_township_ms(now_ms - static_cast<std::int64_t>(confirmed_days_ago * static_cast<double>(day_ms)));
        }
    }
    OutboxPlot made() const { return plot_of(items, now_ms); }

    wire::Items items;
};

TEST_F(OutboxPlotTest, TodayIsTheLastOfFourteenDays) {
    const auto plot = made();
    ASSERT_EQ(plot.days.size(), 14U);
    EXPECT_EQ(plot.days.front().day.text(), "2026-11-12");
    EXPECT_EQ(plot.days.back().day.text(), "2026-11-25");
    EXPECT_EQ(plot.most, 0);
    EXPECT_EQ(plot_text(plot, "en"), "Nothing on these days.");
}

TEST_F(OutboxPlotTest, WhatWasSentCountsOnTheTownshipsDayAndWhatWaitsOnItsOwn) {
    item(wire::Item::ACKNOWLEDGED, 5, 3);
    item(wire::Item::PRUNED, 1, 3);
    item(wire::Item::SEALED, 3);
    item(wire::Item::SENDING, 0);
    item(wire::Item::SHELVED, 13);
    const auto plot = made();
    EXPECT_EQ(plot.days[10].sent, 2);
    EXPECT_EQ(plot.days[10].waiting, 1);
    EXPECT_EQ(plot.days[13].waiting, 1);
    EXPECT_EQ(plot.days[0].waiting, 1);
    EXPECT_EQ(plot.sent, 2);
    EXPECT_EQ(plot.waiting, 3);
    EXPECT_EQ(plot.most, 3);
    EXPECT_EQ(plot_words(plot), "Last 14 days: 2 confirmed by the township, 3 waiting here.");
    EXPECT_TRUE(plot_text(plot, "en").contains("22 November 2026: 2 confirmed, 1 waiting."));
}

TEST_F(OutboxPlotTest, WhatWaitsForLongerIsSaid) {
    item(wire::Item::SHELVED, 40);
    item(wire::Item::ACKNOWLEDGED, 40, 40);
    const auto plot = made();
    EXPECT_EQ(plot.sent, 0);
    EXPECT_EQ(plot.waiting, 1);
    EXPECT_EQ(plot.waiting_longer, 1);
    EXPECT_TRUE(plot_words(plot).endsWith("1 of them wait for longer."));
}

TEST_F(OutboxPlotTest, DaysThatTheListDoesNotHoldInFullAreNotShown) {
    items.set_sent(300);
    item(wire::Item::ACKNOWLEDGED, 0, 0);
    item(wire::Item::ACKNOWLEDGED, 3, 3);
    item(wire::Item::ACKNOWLEDGED, 4, 4);
    const auto plot = made();
    ASSERT_EQ(plot.days.size(), 4U);
    EXPECT_EQ(plot.days.front().day.text(), "2026-11-22");
    EXPECT_EQ(plot.days.front().sent, 1);
    EXPECT_EQ(plot.sent, 2);
    EXPECT_EQ(plot_words(plot), "Last 4 days: 2 confirmed by the township, 0 waiting here.");
    items.set_sent(3);
    EXPECT_EQ(made().days.size(), 14U);
}

TEST_F(OutboxPlotTest, ADayIsALegalDay) {
    // 23:30 of the day before in legal time, still 15:30 of that day in UTC; and half past midnight.
    item(wire::Item::ACKNOWLEDGED, 0, 12.5 / 24);
    item(wire::Item::ACKNOWLEDGED, 0, 11.5 / 24);
    const auto plot = made();
    EXPECT_EQ(plot.days[12].sent, 1);
    EXPECT_EQ(plot.days[13].sent, 1);
}

TEST_F(OutboxPlotTest, ATimeOfTomorrowCountsAsTodayAndRefusedAsNeither) {
    item(wire::Item::SEALED, -3);
    item(wire::Item::REFUSED, 1);
    const auto plot = made();
    EXPECT_EQ(plot.days[13].waiting, 1);
    EXPECT_EQ(plot.waiting, 1);
    EXPECT_EQ(plot.sent, 0);
}

}  // namespace
}  // namespace doorstep::kiosk
