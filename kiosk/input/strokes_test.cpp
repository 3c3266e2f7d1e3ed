#include "kiosk/input/strokes.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "kiosk/input/written_by_hand.hpp"

namespace doorstep::kiosk {
namespace {

constexpr int margin = 100;

InkCharacter moved(InkCharacter character, double scale, double right, double down) {
    for (auto& stroke : character) {
        for (auto& point : stroke) {
            point = {point.x * scale + right, point.y * scale + down};
        }
    }
    return character;
}

TEST(Strokes, WhoWritesSmallOrInACornerMeansTheSame) {
    const auto whole = strokes_of("10,40 90,40 / 50,0 50,100");
    for (const auto& other : {moved(whole, 0.5, 0.5, 0.5), moved(whole, 0.3, 0, 0.1)}) {
        EXPECT_EQ(fitted(other, margin), fitted(whole, margin));
    }
}

TEST(Strokes, TheShapeIsKeptAndStandsInTheMiddle) {
    const auto line = fitted(strokes_of("10,20 90,20"), margin);
    ASSERT_EQ(line.size(), 1U);
    EXPECT_EQ(line[0], (GridStroke{{margin, fitted_side / 2}, {fitted_side - margin, fitted_side / 2}}));
}

TEST(Strokes, ADotIsNotBlownUpToTheWholeField) {
    const auto dot = fitted(strokes_of("10,10 11,11"), margin);
    EXPECT_LT(dot[0].back().x - dot[0].front().x, fitted_side / 10);
    EXPECT_EQ(fitted(strokes_of("50,50"), margin).at(0).size(), 1U);
}

TEST(Strokes, NothingWrittenIsNothing) {
    EXPECT_TRUE(fitted({}, margin).empty());
    EXPECT_TRUE(fitted({InkStroke{}}, margin).empty());
    constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();
    EXPECT_TRUE(fitted({{{nowhere, 0}, {std::numeric_limits<double>::infinity(), 1}, {1e300, 0}}}, margin).empty());
}

TEST(Strokes, CornersStayAndStraightWayVanishes) {
    InkStroke stroke;
    for (int i = 0; i <= 100; ++i) {
        stroke.push_back({i / 100.0, 0});
    }
    for (int i = 1; i <= 100; ++i) {
        stroke.push_back({1, i / 100.0});
    }
    constexpr int near = margin;
    constexpr int far = fitted_side - margin;
    EXPECT_EQ(fitted({stroke}, margin).at(0), (GridStroke{{near, near}, {far, near}, {far, far}}));
}

// zinnia's table for a stroke doubles with each bend in a bend: a scribble must not reach it as it is.
TEST(Strokes, AScribbleIsBounded) {
    InkStroke spiral;
    for (int i = 0; i < 2000; ++i) {
        const double turn = i * 0.37;
        spiral.push_back({0.5 + i / 4000.0 * std::cos(turn), 0.5 + i / 4000.0 * std::sin(turn)});
    }
    const auto shown = fitted(InkCharacter(200, spiral), margin);
    EXPECT_EQ(shown.size(), most_strokes);
    for (const auto& stroke : shown) {
        EXPECT_LE(stroke.size(), (1U << deepest_bend) + 1);
        EXPECT_GE(stroke.size(), 8U);
    }
}

}  // namespace
}  // namespace doorstep::kiosk
