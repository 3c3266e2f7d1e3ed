#include "provisioning/enrolment/line/bench_places.hpp"

#include <gtest/gtest.h>

namespace doorstep::setup {
namespace {

TEST(BenchPlaces, ByArrivalButWhereARowNamesASerial) {
    BenchPlaces places({{"v1", "", false}, {"v2", "K2", false}, {"v3", "", false}}, {});
    EXPECT_EQ(places.place("K9", "m9"), 0U);
    EXPECT_EQ(places.place("", "m8"), 2U);
    EXPECT_EQ(places.place("K7", ""), std::nullopt) << "v2 waits for K2";
    EXPECT_EQ(places.place("K2", "m2"), 1U);
    EXPECT_EQ(places.kiosk_of(2), "mac m8");
}

TEST(BenchPlaces, EachKioskKeepsItsRow) {
    BenchPlaces places({{"v1", "", false}, {"v2", "", false}}, {});
    EXPECT_EQ(places.place("A", "m1"), 0U);
    EXPECT_EQ(places.place("B", "m2"), 1U);
    EXPECT_EQ(places.place("B", "another network card"), 1U);
    EXPECT_EQ(places.place("A", "m1"), 0U);
    EXPECT_EQ(places.place("", ""), std::nullopt);
}

TEST(BenchPlaces, AlsoTheOneOfAnEarlierRun) {
    const std::map<std::string, std::string> known{{"serial B", "v1"}, {"serial C", "gone"}, {"serial D", "v3"}};
    BenchPlaces places({{"v1", "", false}, {"v2", "", false}, {"v3", "E", false}}, known);
    EXPECT_EQ(places.place("A", ""), 1U) << "v1 is B's";
    EXPECT_EQ(places.place("B", ""), 0U);
    EXPECT_EQ(places.place("D", ""), std::nullopt) << "the file says now whose v3 is";
    EXPECT_EQ(places.place("E", ""), 2U);
}

TEST(BenchPlaces, WhatIsReservedIsNotGivenAway) {
    BenchPlaces places({{"v1", "", true}, {"v2", "", false}}, {});
    EXPECT_EQ(places.place("A", ""), 1U);
    EXPECT_EQ(places.place("B", ""), std::nullopt);
}

}  // namespace
}  // namespace doorstep::setup
