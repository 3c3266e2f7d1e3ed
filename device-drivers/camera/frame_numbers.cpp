#include "device-drivers/camera/frame_numbers.hpp"

#include <array>
#include <cstdlib>

namespace doorstep::devices {
namespace {

constexpr std::size_t levels = 256;

// Of as many steps as there are, the one that one in a hundred exceeds.
std::uint32_t percentile_99(const std::array<std::uint64_t, levels>& counts) {
    std::uint64_t all = 0;
    for (const auto count : counts) {
        all += count;
    }
    constexpr std::uint64_t hundred = 100;
    std::uint64_t above = 0;
    std::size_t level = levels - 1;
    while (level > 0 && (above += counts.at(level)) * hundred <= all) {
        --level;
    }
    return static_cast<std::uint32_t>(level);
}

}  // namespace

FrameNumbers measure_frame(const vision::Image& frame) {
    const auto grey = frame.to_grey();
    std::array<std::uint64_t, levels> steps{};
    std::uint64_t sum = 0;
    for (int y = 0; y < grey.height(); ++y) {
        const auto* row = grey.row(y);
        const auto* above = y > 0 ? grey.row(y - 1) : row;
        for (int x = 0; x < grey.width(); ++x) {
            sum += row[x];
            if (x > 0 && y > 0) {
                ++steps.at(static_cast<std::size_t>(std::abs(row[x] - row[x - 1])));
                ++steps.at(static_cast<std::size_t>(std::abs(row[x] - above[x])));
            }
        }
    }
    const auto pixels = static_cast<std::uint64_t>(grey.width()) * static_cast<std::uint64_t>(grey.height());
    return {static_cast<std::uint32_t>(sum / pixels), percentile_99(steps)};
}

}  // namespace doorstep::devices
