// What a finger drew, and what a recognizer is given of it. Pure; kept by nobody but the caller.
#pragma once

#include <cstddef>
#include <vector>

namespace doorstep::kiosk {

// A place in the writing field: 0 … 1 from its left and from its top.
struct InkPoint {
    double x = 0;
    double y = 0;
    bool operator==(const InkPoint&) const = default;
};

// From touching down to lifting; in the order of time. Never empty once it is in a Character.
using InkStroke = std::vector<InkPoint>;
using InkCharacter = std::vector<InkStroke>;

// A character that has more strokes than any that is written (the longest of GB 2312 has 30): more is scribble, and
// what comes after is left out.
inline constexpr std::size_t most_strokes = 48;
// Bends of one stroke that are kept: half after half five times over. A recognizer sees no finer ones.
inline constexpr int deepest_bend = 5;

// The side of the square that fitted() answers in.
inline constexpr int fitted_side = 1000;

struct GridPoint {
    int x = 0;
    int y = 0;
    bool operator==(const GridPoint&) const = default;
};
using GridStroke = std::vector<GridPoint>;

// The character as large as the square less `margin` at each edge allows, keeping its shape, in its middle: who writes
// small or in a corner means the same. Each stroke is thinned to its bends (at most 2^deepest_bend + 1 points). What is
// not finite is left out; a touch without movement stays as a dot of one point. Empty when nothing was drawn.
std::vector<GridStroke> fitted(const InkCharacter& character, int margin);

}  // namespace doorstep::kiosk
