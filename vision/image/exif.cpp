#include "vision/image/exif.hpp"

#include <algorithm>
#include <cstdint>

namespace doorstep::vision {
namespace {

constexpr std::uint16_t tag_orientation = 0x0112;
constexpr std::uint16_t type_short = 3;
constexpr std::size_t entry_bytes = 12;

// Reads numbers of a TIFF block in its own byte order; beyond the end everything is 0, which no caller takes for good.
class TiffReader {
  public:
    explicit TiffReader(BytesView bytes) : bytes_(bytes), big_endian_(at(0) == 'M') {}

    bool valid() const { return at(0) == at(1) && (at(0) == 'I' || at(0) == 'M') && u16(2) == 42; }
    std::uint16_t u16(std::size_t offset) const {
        const unsigned first = at(offset);
        const unsigned second = at(offset + 1);
        return static_cast<std::uint16_t>(big_endian_ ? first << 8 | second : second << 8 | first);
    }
    std::uint32_t u32(std::size_t offset) const {
        const std::uint32_t first = u16(offset);
        const std::uint32_t second = u16(offset + 2);
        return big_endian_ ? first << 16 | second : second << 16 | first;
    }

  private:
    unsigned at(std::size_t offset) const { return offset < bytes_.size() ? bytes_[offset] : 0U; }

    BytesView bytes_;
    bool big_endian_;
};

void mirror_rows(Image& image) {
    const int channels = image.channels();
    for (int y = 0; y < image.height(); ++y) {
        std::uint8_t* left = image.row(y);
        std::uint8_t* right = left + (image.width() - 1) * channels;
        for (; left < right; left += channels, right -= channels) {
            std::swap_ranges(left, left + channels, right);
        }
    }
}

}  // namespace

int exif_orientation(BytesView app1) {
    constexpr std::string_view mark("Exif\0\0", 6);
    if (!as_text(app1).starts_with(mark)) {
        return 1;
    }
    const TiffReader tiff(app1.subspan(mark.size()));
    if (!tiff.valid()) {
        return 1;
    }
    const std::size_t directory = tiff.u32(4);
    const std::size_t entries = tiff.u16(directory);
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t entry = directory + 2 + i * entry_bytes;
        if (tiff.u16(entry) == tag_orientation && tiff.u16(entry + 2) == type_short) {
            const int value = tiff.u16(entry + 8);
            return value >= 1 && value <= 8 ? value : 1;
        }
    }
    return 1;
}

Image upright(Image image, int orientation) {
    switch (orientation) {
        case 2:
            mirror_rows(image);
            return image;
        case 3:
            return image.turned(180);
        case 4:
            mirror_rows(image);
            return image.turned(180);
        case 5:
            mirror_rows(image);
            return image.turned(270);
        case 6:
            return image.turned(90);
        case 7:
            mirror_rows(image);
            return image.turned(90);
        case 8:
            return image.turned(270);
        default:
            return image;
    }
}

}  // namespace doorstep::vision
