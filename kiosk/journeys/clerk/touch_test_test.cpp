// The page of service mode on which a technician sees where touches land.
#include <gtest/gtest.h>

#include "kiosk/journeys/clerk/touch_test.hpp"

namespace doorstep::kiosk {
namespace {

constexpr double width = 400;
constexpr double height = 200;

void touch_cross(TouchTest& test, int number, double right, double down) {
    const auto cross = test.crosses()[number].toMap();
    test.touch(cross["x"].toDouble() * width + right, cross["y"].toDouble() * height + down, width, height);
}

TEST(TouchTest, TellsHowFarBesideTheNearestCrossAndWhichAreLeft) {
    TouchTest test;
    EXPECT_EQ(test.left(), 5);
    touch_cross(test, 0, 3, 4);
    EXPECT_NEAR(test.touches().last().toMap()["off"].toDouble(), 5, 1e-9);
    EXPECT_EQ(test.left(), 4);
    for (int i = 1; i < 5; ++i) {
        touch_cross(test, i, 0, 1);
    }
    EXPECT_EQ(test.left(), 0);
    EXPECT_NEAR(test.farthest(), 5, 1e-9);
}

// Left and right exchanged: touched in a corner it lands in the other one.
TEST(TouchTest, AMirroredPanelLeavesNoCrossButFarTouchesTellIt) {
    TouchTest test;
    test.touch(0, 0, width, height);
    EXPECT_GT(test.farthest(), 35);
}

TEST(TouchTest, IsBoundedAndTakesNoNonsense) {
    TouchTest test;
    test.touch(1, 1, 0, 0);
    EXPECT_TRUE(test.touches().isEmpty());
    for (int i = 0; i < 2 * TouchTest::most_touches; ++i) {
        test.touch(i, 1, width, height);
    }
    EXPECT_EQ(test.touches().size(), TouchTest::most_touches);
}

}  // namespace
}  // namespace doorstep::kiosk
