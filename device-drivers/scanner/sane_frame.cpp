#include "device-drivers/scanner/sane_frame.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace doorstep::devices {
namespace {

using vision::Image;

// How a line's bytes become pixels: 1-bit lines are "1 = black", most significant bit left.
std::uint8_t grey_at(const std::uint8_t* line, int x, int depth) {
    return depth == 8 ? line[x] : (line[x / 8] >> (7 - x % 8) & 1) != 0 ? std::uint8_t{0} : std::uint8_t{255};
}

bool is_single_colour(FrameFormat::Kind kind) {
    return kind == FrameFormat::Kind::Red || kind == FrameFormat::Kind::Green || kind == FrameFormat::Kind::Blue;
}

std::size_t plane_of(FrameFormat::Kind kind) {
    return kind == FrameFormat::Kind::Green ? 1 : kind == FrameFormat::Kind::Blue ? 2 : 0;
}

}  // namespace

Status PageAssembler::begin(const FrameFormat& format) {
    const int samples = format.width * (format.kind == FrameFormat::Kind::Colour ? 3 : 1);
    const int least = format.depth == 1 ? (samples + 7) / 8 : samples;
    const bool colour_bits = format.depth == 1 && format.kind == FrameFormat::Kind::Colour;
    if ((format.depth != 1 && format.depth != 8) || colour_bits || format.width < 1 ||
        format.width > vision::max_side || format.bytes_per_line < least) {
        return Error(ScanError::Unsupported,
                     fmt::format("depth {}, width {}, line {}", format.depth, format.width, format.bytes_per_line));
    }
    format_ = format;
    three_pass_ = three_pass_ || is_single_colour(format.kind);
    current_ = plane_of(format.kind);
    formats_[current_] = format;
    planes_[current_].clear();
    if (format.height > 0) {
        const auto expected = static_cast<std::size_t>(format.height) * static_cast<std::size_t>(format.bytes_per_line);
        planes_[current_].reserve(std::min(expected, largest_raw_page));
    }
    return {};
}

Status PageAssembler::feed(BytesView bytes) {
    if (planes_[0].size() + planes_[1].size() + planes_[2].size() + bytes.size() > largest_raw_page) {
        return ScanError::TooLarge;
    }
    planes_[current_].insert(planes_[current_].end(), bytes.begin(), bytes.end());
    return {};
}

bool PageAssembler::end() {
    return format_.last;
}

Result<Image> PageAssembler::finish(double dpi) {
    const auto lines = [this](std::size_t plane) {
        const auto line = static_cast<std::size_t>(std::max(1, formats_[plane].bytes_per_line));
        return static_cast<int>(planes_[plane].size() / line);
    };
    int height = lines(current_);
    for (std::size_t plane = 0; three_pass_ && plane < 3; ++plane) {
        height = std::min(height, lines(plane));
    }
    const bool colour = three_pass_ || format_.kind == FrameFormat::Kind::Colour;
    const int width = three_pass_ ? std::min({formats_[0].width, formats_[1].width, formats_[2].width}) : format_.width;
    if (height < 1) {
        return Error(ScanError::Io, "the page ended before its first line");
    }
    auto image = Image::make(width, height, colour ? vision::Colour::Rgb : vision::Colour::Grey);
    if (!image) {
        return Error(ScanError::TooLarge, image.error().text());
    }
    for (int y = 0; y < height; ++y) {
        auto* out = image->row(y);
        if (format_.kind == FrameFormat::Kind::Colour) {
            const auto* line = planes_[0].data() + static_cast<std::ptrdiff_t>(y) * format_.bytes_per_line;
            std::copy_n(line, static_cast<std::size_t>(width) * 3, out);
            continue;
        }
        const std::size_t planes = three_pass_ ? 3 : 1;
        for (std::size_t plane = 0; plane < planes; ++plane) {
            const auto& from = formats_[plane];
            const auto* line = planes_[plane].data() + static_cast<std::ptrdiff_t>(y) * from.bytes_per_line;
            for (int x = 0; x < width; ++x) {
                out[static_cast<std::size_t>(x) * planes + plane] = grey_at(line, x, from.depth);
            }
        }
    }
    image->set_dpi(dpi);
    for (auto& plane : planes_) {
        plane.clear();
    }
    return image;
}

}  // namespace doorstep::devices
