#include "vision/image/image.hpp"

#include <algorithm>
#include <cstring>

namespace doorstep {

std::string_view ErrorNames<vision::ImageError>::name(vision::ImageError e) {
    using vision::ImageError;
    switch (e) {
        case ImageError::NotAnImage:
            return "NotAnImage";
        case ImageError::Truncated:
            return "Truncated";
        case ImageError::Damaged:
            return "Damaged";
        case ImageError::TooLarge:
            return "TooLarge";
        case ImageError::Unsupported:
            return "Unsupported";
        case ImageError::BadArgument:
            return "BadArgument";
        case ImageError::EncodeFailed:
            return "EncodeFailed";
    }
    return "?";
}

}  // namespace doorstep

namespace doorstep::vision {
namespace {

Status check_source(BytesView bytes, int width, int height, std::size_t stride, std::size_t channels) {
    if (width < 1 || height < 1) {
        return Error(ImageError::BadArgument, "a side below 1");
    }
    const std::size_t row = static_cast<std::size_t>(width) * channels;
    // Division, not multiplication: a wild stride must not wrap around.
    if (stride < row || bytes.size() < row || (bytes.size() - row) / stride < static_cast<std::size_t>(height) - 1) {
        return Error(ImageError::BadArgument, "the buffer is smaller than its rows");
    }
    return {};
}

void copy_pixel(const std::uint8_t* from, std::uint8_t* to, int channels) {
    for (int c = 0; c < channels; ++c) {
        to[c] = from[c];
    }
}

}  // namespace

Image::Image(int width, int height, Colour colour)
    : width_(width),
      height_(height),
      colour_(colour),
      pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(colour)) {}

Result<Image> Image::make(int width, int height, Colour colour) {
    if (width < 1 || height < 1) {
        return Error(ImageError::BadArgument, "a side below 1");
    }
    if (width > max_side || height > max_side || std::int64_t{width} * height > max_pixels) {
        return ImageError::TooLarge;
    }
    return Image(width, height, colour);
}

Result<Image> Image::from_bgr(BytesView bytes, int width, int height, std::size_t stride) {
    DOORSTEP_CHECK(check_source(bytes, width, height, stride, 3));
    DOORSTEP_TRY(auto image, make(width, height, Colour::Rgb));
    for (int y = 0; y < height; ++y) {
        const std::uint8_t* from = bytes.data() + static_cast<std::size_t>(y) * stride;
        std::uint8_t* to = image.row(y);
        for (int x = 0; x < width; ++x, from += 3, to += 3) {
            to[0] = from[2];
            to[1] = from[1];
            to[2] = from[0];
        }
    }
    return image;
}

Result<Image> Image::from_grey(BytesView bytes, int width, int height, std::size_t stride) {
    DOORSTEP_CHECK(check_source(bytes, width, height, stride, 1));
    DOORSTEP_TRY(auto image, make(width, height, Colour::Grey));
    for (int y = 0; y < height; ++y) {
        std::copy_n(bytes.data() + static_cast<std::size_t>(y) * stride, width, image.row(y));
    }
    return image;
}

Image Image::clone() const {
    Image copy(width_, height_, colour_);
    copy.dpi_ = dpi_;
    copy.pixels_ = pixels_;
    return copy;
}

Image Image::to_grey() const {
    if (colour_ == Colour::Grey) {
        return clone();
    }
    Image grey(width_, height_, Colour::Grey);
    grey.dpi_ = dpi_;
    const std::uint8_t* from = pixels_.data();
    for (auto& to : grey.pixels_) {
        to = static_cast<std::uint8_t>((from[0] * 299U + from[1] * 587U + from[2] * 114U + 500U) / 1000U);
        from += 3;
    }
    return grey;
}

Image Image::turned(int degrees) const {
    const int quarters = ((degrees % 360 + 360) % 360) / 90;
    if (quarters == 0) {
        return clone();
    }
    const bool upright = quarters == 2;
    Image result(upright ? width_ : height_, upright ? height_ : width_, colour_);
    result.dpi_ = dpi_;
    for (int y = 0; y < result.height_; ++y) {
        std::uint8_t* to = result.row(y);
        for (int x = 0; x < result.width_; ++x, to += channels()) {
            // Where this pixel came from: clockwise by a quarter, the left column becomes the top row.
            const int from_x = quarters == 1 ? y : (quarters == 2 ? width_ - 1 - x : width_ - 1 - y);
            const int from_y = quarters == 1 ? height_ - 1 - x : (quarters == 2 ? height_ - 1 - y : x);
            copy_pixel(row(from_y) + static_cast<std::size_t>(from_x * channels()), to, channels());
        }
    }
    return result;
}

}  // namespace doorstep::vision
