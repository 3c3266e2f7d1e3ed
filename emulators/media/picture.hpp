// Pictures that emulated glass and lenses see: 8-bit RGB, scaled and laid on a canvas.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::emulators {

enum class PictureError {
    NotAPicture = 1,  // give a JPEG or PNG file
    TooLarge,         // over 12,000 pixels a side: nothing a kiosk's glass or lens would see
};

struct Size {
    int width = 0;
    int height = 0;
    friend bool operator==(const Size&, const Size&) = default;
};

struct Rgb {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
};

// A value; rows from the top, three bytes a pixel, no padding.
class Picture {
  public:
    Picture(Size size, Rgb colour);
    Size size() const { return size_; }
    std::uint8_t* row(int y) { return pixels_.data() + offset(y); }
    const std::uint8_t* row(int y) const { return pixels_.data() + offset(y); }
    const Bytes& pixels() const { return pixels_; }

  private:
    std::size_t offset(int y) const { return static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width) * 3; }
    Size size_;
    Bytes pixels_;
};

// Scaled to exactly this size: averaging when smaller, linear when larger.
Picture scaled(const Picture& picture, Size size);
// Scaled to fit into `size` without distortion, in the middle, the rest in `around`.
Picture fitted(const Picture& picture, Size size, Rgb around);
// The rectangle (x, y, size) of the picture; what lies outside it is `around`.
Picture cut(const Picture& picture, int x, int y, Size size, Rgb around);
// Each colour value moved by up to ±strength, repeatable by seed: a sensor's noise.
Picture with_noise(const Picture& picture, int strength, unsigned seed);

// JPEG or PNG file (at most 64 MiB); NotAPicture for anything else.
Result<Picture> load_picture(const std::filesystem::path& file);
// JPEG bytes, quality 1 … 100; `dpi` goes into the JFIF header when it is not 0.
Bytes encode_jpeg(const Picture& picture, int quality, int dpi = 0);

}  // namespace doorstep::emulators

template <>
struct doorstep::ErrorNames<doorstep::emulators::PictureError> {
    static constexpr std::string_view module = "picture";
    static std::string_view name(emulators::PictureError e) {
        return e == emulators::PictureError::NotAPicture ? "NotAPicture" : "TooLarge";
    }
};
