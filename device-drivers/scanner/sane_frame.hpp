// Puts SANE's frames together: grey or colour, one pass or three, 1 or 8 bits, height known or not until the end. Pure.
#pragma once

#include <cstddef>

#include "base/wiped_bytes.hpp"
#include "device-drivers/scanner/scan_error.hpp"
#include "vision/image/image.hpp"

namespace doorstep::devices {

// One frame as sane_get_parameters describes it.
struct FrameFormat {
    enum class Kind { Grey, Colour, Red, Green, Blue };
    Kind kind = Kind::Grey;
    bool last = true;  // the page is complete after it
    int width = 0;
    int height = -1;  // -1: not known until the end
    int bytes_per_line = 0;
    int depth = 8;
};

// Bound of one page, raw: A3 at 400 dpi in colour. Larger is refused (TooLarge).
constexpr std::size_t largest_raw_page = std::size_t{96} << 20;

// One page. Thread-bound.
class PageAssembler {
  public:
    // The next frame begins. Unsupported for a depth other than 1 and 8 or a width that does not fit the line.
    Status begin(const FrameFormat& format);
    // Bytes of the frame, in pieces of any size; TooLarge over the bound.
    Status feed(BytesView bytes);
    // The frame ended. True when the page is complete.
    bool end();
    // The page. Io when a frame brought less than one line. A last line that is not whole is left out.
    Result<vision::Image> finish(double dpi);

  private:
    FrameFormat format_;
    WipedBytes planes_[3];  // one for grey and colour, three for three passes
    FrameFormat formats_[3];
    std::size_t current_ = 0;
    bool three_pass_ = false;
};

}  // namespace doorstep::devices
