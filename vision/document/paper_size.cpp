#include "vision/document/paper_size.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace doorstep::vision {
namespace {

struct Row {
    PaperSize size;
    std::string_view name;
    double short_mm;
    double long_mm;
};
constexpr std::array<Row, 8> sizes{{
    {PaperSize::A3, "A3", 297, 420},
    {PaperSize::A4, "A4", 210, 297},
    {PaperSize::A5, "A5", 148, 210},
    {PaperSize::A6, "A6", 105, 148},
    {PaperSize::B5, "B5", 176, 250},
    {PaperSize::K16, "16K", 195, 270},  // the old Chinese office size, still in drawers
    {PaperSize::Letter, "Letter", 215.9, 279.4},
    {PaperSize::Card, "ID-1", 53.98, 85.6},
}};
constexpr double tolerance = 0.04;
constexpr double mm_per_inch = 25.4;

double deviation(double measured, double nominal) {
    return std::abs(measured - nominal) / nominal;
}

}  // namespace

std::string_view paper_size_name(PaperSize size) {
    for (const auto& row : sizes) {
        if (row.size == size) {
            return row.name;
        }
    }
    return "unknown";
}

PaperSize paper_size(int width, int height, double dpi) {
    if (dpi <= 0) {
        return PaperSize::Unknown;
    }
    const double short_mm = std::min(width, height) / dpi * mm_per_inch;
    const double long_mm = std::max(width, height) / dpi * mm_per_inch;
    PaperSize best = PaperSize::Unknown;
    double least = tolerance;
    for (const auto& row : sizes) {
        const double worst = std::max(deviation(short_mm, row.short_mm), deviation(long_mm, row.long_mm));
        if (worst <= least) {
            least = worst;
            best = row.size;
        }
    }
    return best;
}

}  // namespace doorstep::vision
