// A picture in memory: 8-bit grey or RGB, rows without gaps, wiped when it goes (it may show a person or a paper).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::vision {

enum class ImageError {
    NotAnImage = 1,  // refuse the file: neither JPEG nor PNG
    Truncated,       // fetch it again: the end is missing
    Damaged,         // fetch it again: the bytes contradict themselves
    TooLarge,        // refuse: over max_pixels, max_side or max_file_bytes
    Unsupported,     // refuse: a kind of JPEG or PNG we do not read (CMYK, 12 bit)
    BadArgument,     // a mistake of the caller: sides below 1, stride or buffer too small
    EncodeFailed,    // no memory left, or a picture the format cannot hold
};

}  // namespace doorstep::vision

template <>
struct doorstep::ErrorNames<doorstep::vision::ImageError> {
    static constexpr std::string_view module = "image";
    static std::string_view name(vision::ImageError e);
};

namespace doorstep::vision {

// 40 megapixels: A4 at 600 dpi is 35. Above it a picture is refused before any memory is taken.
constexpr std::int64_t max_pixels = 40'000'000;
// No side longer than this; keeps every coordinate within what OpenCV's 16-bit maps hold.
constexpr int max_side = 30'000;
// A JPEG or PNG file larger than this is refused unread.
constexpr std::size_t max_file_bytes = std::size_t{32} << 20;

// What a pixel is made of; the value is its bytes.
enum class Colour : std::uint8_t { Grey = 1, Rgb = 3 };

// Move-only, so that no copy of a face or a paper arises by accident. Reentrant: no shared state.
class Image {
  public:
    // A black picture. BadArgument for a side below 1, TooLarge above the bounds.
    static Result<Image> make(int width, int height, Colour colour);
    // Copies rows of B,G,R bytes, `stride` bytes apart (what cv::VideoCapture hands out: pass mat.data, mat.step).
    // BadArgument when the stride or the buffer is too small.
    static Result<Image> from_bgr(BytesView bytes, int width, int height, std::size_t stride);
    // Copies rows of grey bytes, `stride` bytes apart. Errors as from_bgr.
    static Result<Image> from_grey(BytesView bytes, int width, int height, std::size_t stride);

    Image(Image&&) = default;
    Image& operator=(Image&&) = default;
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;

    // Columns and rows, in pixels; at least 1.
    int width() const { return width_; }
    int height() const { return height_; }
    Colour colour() const { return colour_; }
    // Bytes of one pixel, and of one row.
    int channels() const { return static_cast<int>(colour_); }
    std::size_t stride() const { return static_cast<std::size_t>(width_) * static_cast<std::size_t>(channels()); }
    // Dots per inch as the file says, 0 when it says nothing worth believing.
    double dpi() const { return dpi_; }
    void set_dpi(double dpi) { dpi_ = dpi; }

    // All pixels, row by row; valid while the image lives.
    BytesView pixels() const { return {pixels_.data(), pixels_.size()}; }
    std::uint8_t* data() { return pixels_.data(); }
    const std::uint8_t* data() const { return pixels_.data(); }
    // First byte of a row, 0 ≤ y < height().
    std::uint8_t* row(int y) { return pixels_.data() + static_cast<std::size_t>(y) * stride(); }
    const std::uint8_t* row(int y) const { return pixels_.data() + static_cast<std::size_t>(y) * stride(); }

    // A second one with the same pixels, on purpose.
    Image clone() const;
    // The same picture in grey (ITU-R 601 weights).
    Image to_grey() const;
    // Turned clockwise by 0, 90, 180 or 270 degrees; any other number is taken modulo 360 and rounded down to one.
    Image turned(int degrees) const;

  private:
    Image(int width, int height, Colour colour);

    int width_;
    int height_;
    Colour colour_;
    double dpi_ = 0;
    WipedBytes pixels_;
};

}  // namespace doorstep::vision
