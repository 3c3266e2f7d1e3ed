// A road's one way: rate, delay, loss, order, doubles; each judged by the packets that come out.
#include "tests/road/lane.hpp"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace doorstep::road {
namespace {

struct Arrival {
    std::string packet;
    std::int64_t at_us;
};

// Lets `number` packets of 1,000 bytes enter, one each 10 ms, and gives those that come out.
std::vector<Arrival> drive(const RoadSettings& settings, int number) {
    constexpr std::int64_t every_us = 10'000;
    constexpr std::size_t size = 1000;
    Lane lane(settings.seed);
    std::vector<Arrival> out;
    const auto drain = [&](std::int64_t until_us) {
        while (lane.next_us() && *lane.next_us() <= until_us) {
            const auto at = *lane.next_us();
            out.push_back({*lane.leave(at), at});
        }
    };
    for (int i = 0; i < number; ++i) {
        drain(i * every_us);
        auto packet = std::to_string(i);
        packet.resize(size, '.');
        lane.enter(std::move(packet), i * every_us, settings);
    }
    drain(std::int64_t{number} * every_us * 100);
    return out;
}

int number_of(const Arrival& arrival) {
    return std::stoi(arrival.packet);
}

TEST(Lane, APacketTakesItsTurnAndTheDelay) {
    RoadSettings settings;
    settings.kbit_a_second = 2000;  // 1,000 bytes: 4 ms
    settings.delay_ms = 30;
    const auto out = drive(settings, 3);
    ASSERT_EQ(out.size(), 3U);
    EXPECT_EQ(out[0].at_us, 34'000);
    EXPECT_EQ(out[2].at_us, 20'000 + 34'000);
}

TEST(Lane, WhatComesFasterThanItLeavesWaitsAndThenIsDropped) {
    RoadSettings settings;
    settings.kbit_a_second = 400;  // 20 ms a packet, one enters each 10 ms
    const auto out = drive(settings, 200);
    EXPECT_LT(out.size(), 130U);
    EXPECT_GT(out.size(), 100U);
    for (std::size_t i = 1; i < out.size(); ++i) {
        EXPECT_GE(out[i].at_us - out[i - 1].at_us, 20'000);
        EXPECT_GT(number_of(out[i]), number_of(out[i - 1]));
    }
}

TEST(Lane, LosesTheShareThatWasAsked) {
    RoadSettings settings;
    settings.loss = 0.3;
    const auto out = drive(settings, 2000);
    EXPECT_GT(out.size(), 1300U);
    EXPECT_LT(out.size(), 1500U);
}

TEST(Lane, ReordersAndDoublesAndInventsNothing) {
    RoadSettings settings;
    settings.reordered = 0.2;
    settings.doubled = 0.1;
    const auto out = drive(settings, 1000);
    std::multiset<int> seen;
    int overtaken = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        seen.insert(number_of(out[i]));
        overtaken += i > 0 && number_of(out[i]) < number_of(out[i - 1]) ? 1 : 0;
    }
    EXPECT_GT(overtaken, 50);
    EXPECT_GT(seen.size(), 1050U);
    EXPECT_EQ(std::set<int>(seen.begin(), seen.end()).size(), 1000U);
    EXPECT_EQ(*seen.rbegin(), 999);
}

}  // namespace
}  // namespace doorstep::road
