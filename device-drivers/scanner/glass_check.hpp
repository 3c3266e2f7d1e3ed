// Dirt on the glass, seen below a blank sheet. Pure. What lies there is either a blank sheet with some spots, or it is
// not looked at any further: a paper of somebody leaves nothing but the word that it was no blank sheet (SECURITY 25).
#pragma once

#include <cstdint>
#include <vector>

#include "base/error.hpp"
#include "vision/image/image.hpp"

namespace doorstep::devices {

// Of the scan: finer shows the grain of the paper, coarser loses specks that a letter could hide behind.
constexpr int glass_dpi = 150;
// A sheet never lies exactly: its edges and their shadow are not dirt.
constexpr double glass_margin_mm = 7;
// Where a sheet ends and a grey lid begins.
constexpr double least_sheet_brightness = 140;
// Fainter is the grain of recycled paper. Measured against the sheet around it.
constexpr int least_contrast = 22;
// Smaller is noise: a pixel of 150 dpi is 0.17 mm.
constexpr int least_spot_pixels = 4;
// More spots, or more of the sheet covered, is writing or something lying there, never dirt.
constexpr std::size_t most_spots = 40;
constexpr double most_covered = 0.004;

// Millimetres from the top left corner of what was scanned.
struct GlassSpot {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    int contrast = 0;  // how much darker than the sheet around, of 255, at its darkest
};

struct GlassCheck {
    enum class Verdict : std::uint8_t { Clean, Dirty, NoBlankSheet };
    Verdict verdict = Verdict::NoBlankSheet;
    std::vector<GlassSpot> spots{};  // largest first; empty unless Dirty
    double width = 0;                // of what was scanned, millimetres
    double height = 0;
    int brightness = 0;  // of the sheet, of 255
};

// `picture` in grey or colour with its dpi known (ImageError::BadArgument else). Takes some 50 ms for A4 at glass_dpi.
Result<GlassCheck> check_glass(const vision::Image& picture);

}  // namespace doorstep::devices
